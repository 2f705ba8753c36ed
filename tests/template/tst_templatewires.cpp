// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/template/template.h"
#include "testpaths.h"

#include <QtTest>

using namespace lambdarium;

namespace {

QString q(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QDir dataFolder() { return QDir(QStringLiteral(LAMBDARIUM_SOURCE_DIR "/tests/template/data")); }

std::string read(const QString &file)
{
    QFile in(dataFolder().filePath(file));
    return in.open(QIODevice::ReadOnly) ? in.readAll().toStdString() : std::string();
}

/// What functions, queues and wires say, without where they stand.
QString sense(const Model &model)
{
    QStringList lines;
    for (const Function &f : model.functions) {
        QStringList line{q(f.id),
                         q(f.name),
                         q(f.runtime),
                         q(f.handler),
                         q(f.role),
                         QString::number(f.memoryMb),
                         QString::number(f.timeoutSeconds),
                         q(f.onFailure),
                         q(f.onSuccess),
                         q(f.deadLetterTarget)};
        for (const EnvironmentVariable &variable : f.environment)
            line << q(variable.name + "=" + variable.value);
        for (const PolicyGrant &policy : f.policies)
            line << q(policy.kind + ":" + policy.target);
        lines << line.join(QLatin1Char(' '));
    }
    for (const Queue &queue : model.queues)
        lines << q("queue " + queue.id + " " + queue.deadLetterQueue);
    for (const Topic &topic : model.topics)
        lines << q("topic " + topic.id);
    for (const Edge &edge : model.edges)
        lines << q(edge.from + " " + std::string(edgeKindName(edge.kind)) + " " + edge.to);
    lines.sort();
    return lines.join(QLatin1Char('\n'));
}

/// A template and the way back to where it began.
class Draft
{
public:
    explicit Draft(std::string text) : m_text(std::move(text)) {}

    Template file() const
    {
        auto parsed = Template::parse(m_text);
        if (!parsed)
            qFatal("%s\n%s", parsed.error().message.c_str(), m_text.c_str());
        return std::move(parsed).value();
    }
    /// Empty, or why not.
    QString apply(const Result<TemplateChange> &change)
    {
        if (!change)
            return q(change.error().message);
        m_undo.push_back(inverse(m_text, change->edits));
        m_text = applied(m_text, change->edits);
        const auto parsed = Template::parse(m_text);
        node = change->node;
        return parsed ? QString() : q("breaks the template: " + parsed.error().message);
    }
    void undoAll()
    {
        for (; !m_undo.empty(); m_undo.pop_back())
            m_text = applied(m_text, m_undo.back());
    }
    const std::string &text() const { return m_text; }
    NodeId node; ///< of the last change

private:
    std::string m_text;
    std::vector<TextEdits> m_undo;
};

bool hasEdge(const Model &model, EdgeKind kind, const NodeId &from, const NodeId &to)
{
    return std::ranges::any_of(
        model.edges, [&](const Edge &edge) { return edge.kind == kind && edge.from == from && edge.to == to; });
}

bool isSam(const std::string &text) { return text.find("AWS::Serverless::Function") != std::string::npos; }

} // namespace

/// Adding, wiring, renaming, duplicating and removing in templates of all styles: nothing else changes, and what is
/// taken away again leaves no trace.
class TestTemplateWires : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndRemoves_data() { files(); }
    void addsAndRemoves();
    void wiresAndUnwires_data() { files(); }
    void wiresAndUnwires();
    void removingTheTargetUnwires_data() { files(); }
    void removingTheTargetUnwires();
    void renamesThereAndBack_data() { files(); }
    void renamesThereAndBack();
    void duplicatesLeaveTheOriginal_data() { files(); }
    void duplicatesLeaveTheOriginal();
    void adoptsWhatTheApiMade_data() { files(); }
    void adoptsWhatTheApiMade();

private:
    static void files()
    {
        QTest::addColumn<QString>("file");
        for (const QString &file : dataFolder().entryList(QDir::Files))
            QTest::newRow(qPrintable(file)) << file;
    }
};

void TestTemplateWires::addsAndRemoves()
{
    QFETCH(QString, file);
    Draft draft(read(file));
    const std::string first = draft.text();
    const QString before = sense(draft.file().model());
    for (const ResourceKind kind :
         {ResourceKind::Queue, ResourceKind::Topic, ResourceKind::Bucket, ResourceKind::Function}) {
        QCOMPARE(draft.apply(draft.file().add(kind, "Added")), QString());
        const NodeId added = draft.node;
        const Model model = draft.file().model();
        QVERIFY(model.queue(added) || model.topic(added) || model.bucket(added) || model.function(added));
        QCOMPARE(draft.apply(draft.file().remove(added)), QString());
        QCOMPARE(sense(draft.file().model()), before);
    }
    draft.undoAll();
    QCOMPARE(draft.text(), first);
}

void TestTemplateWires::wiresAndUnwires()
{
    QFETCH(QString, file);
    Draft draft(read(file));
    const std::string first = draft.text();
    QCOMPARE(draft.apply(draft.file().add(ResourceKind::Queue, "Wired")), QString());
    const NodeId queue = draft.node;
    const QString before = sense(draft.file().model());
    const Model model = draft.file().model();
    for (const Function &function : model.functions) {
        for (const EdgeKind kind : {EdgeKind::Uses, EdgeKind::OnFailure, EdgeKind::QueueToFunction}) {
            const bool into = kind == EdgeKind::QueueToFunction;
            const WireRequest wire{kind, into ? queue : function.id, into ? function.id : queue};
            if (!draft.file().judge(wire).possible)
                continue;
            const QString name = q(function.id + " " + std::string(edgeKindName(kind)) + ": ");
            QCOMPARE(name + draft.apply(draft.file().connect(wire)), name);
            const Model wired = draft.file().model();
            QVERIFY2(hasEdge(wired, kind, wire.from, wire.to), qPrintable(name));
            for (const Edge &edge : wired.edges)
                if (edge.kind == kind && edge.from == wire.from && edge.to == wire.to) {
                    QCOMPARE(name + draft.apply(draft.file().disconnect(edge.id)), name);
                    break;
                }
            QCOMPARE(name + sense(draft.file().model()), name + before);
        }
    }
    draft.undoAll();
    QCOMPARE(draft.text(), first);
}

void TestTemplateWires::removingTheTargetUnwires()
{
    QFETCH(QString, file);
    const std::string text = read(file);
    Draft draft(text);
    const QString before = sense(draft.file().model());
    QCOMPARE(draft.apply(draft.file().add(ResourceKind::Queue, "Target")), QString());
    const NodeId queue = draft.node;
    int wired = 0;
    const Model model = draft.file().model();
    for (const Function &function : model.functions)
        for (const EdgeKind kind : {EdgeKind::Uses, EdgeKind::OnFailure}) {
            const WireRequest wire{kind, function.id, queue};
            if (draft.file().judge(wire).possible) {
                QCOMPARE(draft.apply(draft.file().connect(wire)), QString());
                ++wired;
            }
        }
    QVERIFY(wired > 0 || !isSam(text));
    QCOMPARE(draft.apply(draft.file().remove(queue)), QString());
    QVERIFY2(draft.text().find(queue) == std::string::npos, draft.text().c_str());
    QCOMPARE(sense(draft.file().model()), before);
    draft.undoAll();
    QCOMPARE(draft.text(), text);
}

void TestTemplateWires::renamesThereAndBack()
{
    QFETCH(QString, file);
    Draft draft(read(file));
    const std::string first = draft.text();
    const Model model = draft.file().model();
    for (const Function &function : model.functions) {
        QCOMPARE(draft.apply(draft.file().rename(function.id, "RenamedHere")), QString());
        QVERIFY(draft.file().model().function("RenamedHere"));
        QCOMPARE(draft.apply(draft.file().rename("RenamedHere", function.id)), QString());
        QCOMPARE(draft.text(), first);
    }
}

void TestTemplateWires::duplicatesLeaveTheOriginal()
{
    QFETCH(QString, file);
    Draft draft(read(file));
    const std::string first = draft.text();
    const Model model = draft.file().model();
    for (const Function &function : model.functions) {
        QCOMPARE(draft.apply(draft.file().duplicate(function.id)), QString());
        const Model now = draft.file().model();
        const Function *copy = now.function(draft.node);
        QVERIFY(copy && copy->id != function.id);
        QCOMPARE(copy->runtime, function.runtime);
        QCOMPARE(copy->handler, function.handler);
        QCOMPARE(copy->memoryMb, function.memoryMb);
        QCOMPARE(copy->environment.size(), function.environment.size());
        for (const Function &other : model.functions) {
            const Function *same = now.function(other.id);
            QVERIFY(same);
            Function expected = other;
            expected.range = same->range;
            QVERIFY2(*same == expected, other.id.c_str());
        }
        QCOMPARE(draft.apply(draft.file().remove(copy->id)), QString());
        QCOMPARE(sense(draft.file().model()), sense(model));
    }
    draft.undoAll();
    QCOMPARE(draft.text(), first);
}

void TestTemplateWires::adoptsWhatTheApiMade()
{
    QFETCH(QString, file);
    Draft draft(read(file));
    const std::string first = draft.text();
    const Model before = draft.file().model();
    Function made;
    made.name = "from-outside";
    made.runtime = "python3.13";
    made.handler = "app.handler";
    made.description = "it's: a #test";
    made.role = "arn:aws:iam::000000000000:role/r";
    made.memoryMb = 512;
    made.timeoutSeconds = 20;
    made.ephemeralMb = 1024;
    made.environment = {{"MODE", "yes", {}, true}, {"NUMBER", "012", {}, true}};
    made.tracing = "Active";
    made.snapStart = "PublishedVersions";
    made.logging = {"JSON", "DEBUG", "WARN", "/mine"};
    made.layers = {"arn:aws:lambda:us-east-1:000000000000:layer:tools:1"};
    made.url = FunctionUrl{"AWS_IAM", "RESPONSE_STREAM", {"*"}, {"PUT"}, {"x-a"}, {"x-b"}, true, 60};
    std::vector<Edge> mappings;
    if (!before.queues.empty()) {
        made.deadLetterTarget = before.queues.front().id;
        Edge edge;
        edge.kind = EdgeKind::QueueToFunction;
        edge.from = before.queues.front().id;
        edge.batchSize = 5;
        edge.reportBatchItemFailures = true;
        mappings = {edge};
    }
    QCOMPARE(draft.apply(draft.file().adopt(made, "from-outside/", {{"team", "blue"}}, mappings)), QString());
    const Model now = draft.file().model();
    const Function *read = now.function("from-outside");
    QVERIFY(read);
    Function expected = made;
    expected.id = read->id;
    expected.codeUri = "from-outside/";
    expected.range = read->range;
    expected.policies = read->policies;
    if (first.find("Globals") == std::string::npos)
        QVERIFY(*read == expected);
    else // what the template gives to all of its functions is this one's, too
        QVERIFY(read->memoryMb == made.memoryMb && read->handler == made.handler && read->url == made.url);
    QCOMPARE(now.functions.size(), before.functions.size() + 1);
    const auto edge = std::ranges::find_if(
        now.edges, [read](const Edge &each) { return each.to == read->id && each.kind == EdgeKind::QueueToFunction; });
    QCOMPARE(edge != now.edges.end(), !mappings.empty());
    if (edge != now.edges.end())
        QVERIFY(edge->batchSize == 5 && edge->reportBatchItemFailures && edge->from == mappings[0].from);
    draft.undoAll();
    QCOMPARE(draft.text(), first);
}

QTEST_GUILESS_MAIN(TestTemplateWires)
#include "tst_templatewires.moc"
