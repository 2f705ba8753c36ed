// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/coretext.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace lambdarium {

namespace {

struct CoreText
{
    Q_DECLARE_TR_FUNCTIONS(lambdarium::CoreText)
};

/// The first that fits is taken: the more words, the earlier. Names stand at %1, %2, … in this order.
constexpr std::array sentences{
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The template asks for the network of this machine. That takes a trusted workspace: "
                      "the function runs isolated."),
    // Networks and trust
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "Network mode '%1' is not one of Isolated, NoRoute, Endpoints, Egress, Full."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Allow belongs to the network modes Endpoints and Egress."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Allow is a list."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A function can be allowed 64 hosts and ports at most."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "'%1' is not host:port, or a port that the environment itself uses."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "'%1' is not a service that has VPC endpoints."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "no route"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "not in Allow"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "no endpoint for this service"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "the name leads to this machine"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "too many connections"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The project itself allows less than that: see .lambdarium/trust."),
    // The isolation self-test
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Read your home folder and the password file"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Write to system folders or the function's code"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Reach services on this machine's loopback"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Find a route to any other machine"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Reach abstract sockets of the desktop"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "See other processes"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Touch the environment's own supervisor"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Regain rights: namespaces, mounts, root"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Find inherited files or variables"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Fill more of /tmp than the function may"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Take more memory than the function has"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Outlive the end of the environment"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "User namespace: no right of yours inside"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Own file system root, read-only"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Own process numbers; all end with the first"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Own network with nothing but loopback"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Own shared memory, host name and control groups"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Landlock: a second wall around files"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Filter of system calls"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "All capabilities dropped, none to be gained"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Memory and CPU limits by the kernel's control groups"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "none delegated; memory and CPU are metered instead (log in through a systemd session)"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "version 2: memory, CPU, processes and freezing, in %1"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "version 1: memory, CPU and processes, in %1; freezing by signals"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "its daemon went with it"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "its daemon still runs"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "killed at %1 of %2 MB"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 foreign processes in /proc"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 descriptors, %2 variables"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The self-test found a hole: %1 (%2)."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The self-test could not try this, so it is not promised: %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The self-test did not come to an end."),
    // Wires: what one will mean
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 already reads this queue: each message will go to only one of the two."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 also sends to this queue: it can start itself again and again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 also reads this queue: it can start itself again and again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 also listens to this topic: it can start itself again and again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 also publishes to this topic: it can start itself again and again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The queue's visibility timeout (%1 s) is shorter than the function's timeout (%2 s), "
                      "which AWS refuses; it will be raised to six times that."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 reads batches of up to 10 messages, in order within each message group."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 reads batches of up to 10 messages; what fails returns to the queue."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 would both be started by and write to this bucket: use different prefixes, or it "
                      "starts itself again and again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Every new object in the bucket invokes %1 asynchronously."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 may read and write the bucket: environment variable and S3CrudPolicy."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 may send to the queue: environment variable and SQSSendMessagePolicy."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 may publish to the topic: environment variable and SNSPublishMessagePolicy."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "This replaces %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The result of every successful asynchronous event goes to %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Asynchronous events that still fail after %1 retries go to %2."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Asynchronous events that still fail after their retries go to %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 already dead-letters to this queue: messages would go in a circle."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Messages received 3 times without success move to %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Every message of the topic invokes %1 asynchronously."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The schedule will invoke %1 asynchronously."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Callers of the URL wait for the answer of %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Every message of the topic is put into %1."),
    // Wires: why there can be none
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Nothing can be sent to a schedule or a URL: they only start functions."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A schedule cannot read from a queue. Drop on empty space to add a function."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A schedule can only invoke a function. Drop on empty space to add one."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A URL can only invoke a function. Drop on empty space to add one."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A queue does not send by itself: put a function in between that reads it."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A topic delivers to functions and queues only: put a function in between."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A bucket can only notify a function here: put one in between."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A bucket cannot be this kind of destination here; the function can use it."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "One function calls another from its code; as wires there are on failure and on success."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A FIFO queue cannot receive the events of a function; use a standard queue."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The template has no resource %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The template has no wire %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The template has no %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is shown but not run here."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A wire needs two different ends."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "This wire is there already."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 already has a function URL."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 is an AWS::Lambda::Function; a bucket event needs an AWS::Serverless::Function."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is an AWS::Lambda::Function and has no events of its own."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 is an AWS::Lambda::Function; change its type in the text to give it a "
                      "FunctionUrlConfig."),
    // Changes of the template
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 is an AWS::Lambda::Function; only AWS::Serverless::Function has triggers inside. "
                      "Change its type in the text."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Something shared refers to %1; remove it in the text first."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "%1 comes from Globals or a shared part of the template; remove it there in the text."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "This cannot be changed without breaking the template; edit its text. (%1)"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A function URL has no name of its own."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A function has one URL."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The template already has %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The value is not UTF-8 text."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The template has %1 bytes; CloudFormation's limit, and this program's, is 1 MB (1048576 "
                      "bytes)."),
    // Problems of the template
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Container images cannot run here; Zip functions can."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The code of this function lies in S3, outside of the workspace; it cannot run here."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The value of an environment variable must be text."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "This destination is not a queue, topic or function of the template; nothing is sent."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "API events are kept but not served yet; a function URL calls this function over HTTP."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Events of type %1 are kept but not run yet."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The %1 of event %2 is not in this template, so nothing arrives from it."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "This subscription (%1) leads outside of the workspace and is not run."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The endpoint of this subscription is not in the template, so nothing arrives there."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Notifications to queues and topics are kept but not run yet."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "This event source mapping reads something the workbench does not run yet."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The function of this URL is not in the template."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "AWS::Serverless resources need the line \"Transform: AWS::Serverless-2016-10-31\"."),
    // Code and files
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The code of %1 stands in the template itself."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "CodeUri %1 of %2 leads out of the workspace."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The code folder %1 of %2 does not exist."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "CodeUri %1 of %2 is not a folder; archives are not unpacked here."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Handlers of %1 are classes, not files."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Bad handler '%1': it needs the form file.function."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "No file for handler %1 of %2 (tried %3)."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "There is no starter code for %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "There is no template.yaml, template.yml or template.json in %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 cannot be saved: the workspace %2 is read-only."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 has %2 bytes; more than %3 are not read."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is growing while it is read."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is not a folder."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is not a file."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 is not empty."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "opening the workspace %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "opening %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "reading %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "writing %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "making the folder %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "making %1: %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "copying %1: %2"),
    // Running
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The code of %1 keeps changing; try again."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The runtime %1 cannot run here; Python, Node.js, Ruby, Java and provided.al2023 can."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Python 3 (3.8 or later) is not installed: apt install python3"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Node.js is not installed: apt install nodejs"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Ruby (2.7 or later) is not installed: apt install ruby"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Java (11 or later) is not installed: apt install default-jre-headless"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "The runtime %1 cannot run here. Publish the function self-contained (dotnet publish "
                      "--self-contained) with a bootstrap and choose provided.al2023."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "%1 runs on the installed %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "port %1 is taken by another process"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "port %1 is taken by %2"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "port %1 may not be opened by this user"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "listening on port %1: %2"),
    // Environments, builds and packages
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "There is no environment %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Environment %1 is frozen already."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Environment %1 is not frozen."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Environment %1 ended."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "This workspace is restricted: nothing of it may run. Allow it in the window or with "
                      "'lambdarium trust'."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "This workspace is restricted: nothing of it runs."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "No build of %1 is under way."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The template has no function or layer %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The layer %1 has no content in the workspace."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "'%1' is neither a layer of the template nor its ARN."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The folder of %1 cannot be written."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "There is nothing to pack in %1."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The build left nothing in $ARTIFACTS_DIR."),
    // Kinds of new functions
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Node.js (ES module)"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Node.js (response streaming)"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A handler that logs its event and greets."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "An async handler in a CommonJS module."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "An async handler in an ES module."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "Streams its answer through a function URL."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A handler method that logs its event and greets."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A RequestHandler, built by Maven."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText",
                      "A program of its own on the Runtime API, built by CMake; no dependency."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A program of its own on lambda_runtime, built by Cargo."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A program of its own on aws-lambda-go, built by go."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A bootstrap that asks the Runtime API by curl, and a handler function."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "The workspace stays restricted: nothing of it was run."),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "4 Enforced"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "3 Metered"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "2 File-guarded"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "1 Unprotected"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "0 Unavailable"),
    QT_TRANSLATE_NOOP("lambdarium::CoreText", "A program inside the walls was killed: see the kernel's log."),
};

/// One marker and the words behind it; the first piece has no marker.
struct Form
{
    QString head;
    QStringList tails;
};

Form formOf(const char *source)
{
    Form form;
    QString text = QString::fromUtf8(source);
    for (int marker = 9; marker > 0; --marker) {
        const qsizetype at = text.indexOf(QLatin1Char('%') + QString::number(marker));
        if (at < 0)
            continue;
        form.tails.prepend(text.mid(at + 2));
        text.truncate(at);
    }
    form.head = text;
    return form;
}

/// The names in a sentence of this form. The last words are looked for from the end: the names before them may
/// hold anything.
std::optional<QStringList> namesIn(const QString &sentence, const Form &form)
{
    if (!sentence.startsWith(form.head))
        return {};
    if (form.tails.isEmpty())
        return sentence.size() == form.head.size() ? std::optional<QStringList>(QStringList()) : std::nullopt;
    QStringList names;
    qsizetype from = form.head.size();
    for (qsizetype i = 0; i < form.tails.size(); ++i) {
        const QString &tail = form.tails[i];
        const bool last = i + 1 == form.tails.size();
        const qsizetype to = last ? sentence.size() - tail.size() : sentence.indexOf(tail, from + 1);
        if (to <= from || !QStringView(sentence).mid(to).startsWith(tail))
            return {};
        names << sentence.mid(from, to - from);
        from = to + tail.size();
    }
    return names;
}

struct Found
{
    const char *source;
    QStringList names;
};

std::optional<Found> find(const QString &sentence)
{
    static const std::vector<Form> forms = [] {
        std::vector<Form> all;
        for (const char *source : sentences)
            all.push_back(formOf(source));
        return all;
    }();
    for (std::size_t i = 0; i < forms.size(); ++i) {
        if (auto names = namesIn(sentence, forms[i]))
            return Found{sentences[i], std::move(*names)};
    }
    return {};
}

/// All at once: a name may itself look like a marker.
QString filled(const QString &text, const QStringList &names)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int marker = text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : 0;
        if (marker >= 1 && marker <= names.size()) {
            result += names[marker - 1];
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

QString coreText(const QString &sentence)
{
    const auto found = find(sentence);
    return found ? filled(CoreText::tr(found->source), found->names) : sentence;
}

QString coreText(std::string_view sentence)
{
    return coreText(QString::fromUtf8(sentence.data(), qsizetype(sentence.size())));
}

bool isCoreText(std::string_view sentence)
{
    return find(QString::fromUtf8(sentence.data(), qsizetype(sentence.size()))).has_value();
}

} // namespace lambdarium
