// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "core/local/grantednetwork.h"
#include "watched.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;

namespace {

constexpr const char *templateText = R"(Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeUri: src/
    Runtime: python3.11
    Timeout: 1
Resources:
  Nowhere:
    Type: AWS::Serverless::Function
    Metadata: { Lambdarium: { Network: { Mode: NoRoute } } }
    Properties:
      Handler: app.outside
  Some:
    Type: AWS::Serverless::Function
    Metadata: { Lambdarium: { Network: { Mode: Endpoints, Allow: [sts] } } }
    Properties:
      Handler: app.call
  Out:
    Type: AWS::Serverless::Function
    Metadata: { Lambdarium: { Network: { Mode: Egress, Allow: ["example.com:443"] } } }
    Properties:
      Handler: app.outside
)";

/// A signed call is what a client of AWS would send; the endpoint does not check the signature's figures.
constexpr const char *code = R"(import errno, http.client, socket

def outside(event, context):
    try:
        socket.create_connection(("192.0.2.1", 443))
    except OSError as fault:
        return errno.errorcode[fault.errno]

def call(service, context):
    connection = http.client.HTTPConnection("127.0.0.1", 4566)
    signed = ("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/%s/aws4_request, "
              "SignedHeaders=host, Signature=" + "0" * 64) % service
    headers = {"Authorization": signed, "X-Amz-Date": "20260101T000000Z",
               "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15", headers)
    return connection.getresponse().status
)";

} // namespace

/// Network modes as the template says them, through engine, environments and endpoint.
class TestNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutARouteAFunctionTimesOut();
    void endpointsAnswerForTheirServiceOnly();
    void trustDecidesWhatOpens();
    void whatOpensNeedsTrust();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::filesystem::path m_root;
};

void TestNetworks::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_root = m_directory->path().toStdString() + "/work";
    writeFile(m_root / "template.yaml", templateText);
    writeFile(m_root / "src/app.py", code);
}

void TestNetworks::withoutARouteAFunctionTimesOut()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    const auto result = core.call(command::Invoke{.function = "Nowhere"});
    QVERIFY(result.hasValue());
    const auto &outcome = std::get<InvokeOutcome>(*result);
    QVERIFY2(outcome.payload.find("Task timed out after 1.00 seconds") != std::string::npos, outcome.payload.c_str());
}

void TestNetworks::endpointsAnswerForTheirServiceOnly()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    const auto call = [&](const std::string &service) {
        const auto result = core.call(command::Invoke{.function = "Some", .payload = '"' + service + '"'});
        return result ? std::get<InvokeOutcome>(*result).payload : result.error().message;
    };
    const std::string allowed = call("sts");
    QVERIFY2(allowed == "200" || allowed == "403", allowed.c_str()); // an answer
    const std::string held = call("sns");
    QVERIFY2(held.find("Task timed out after 1.00 seconds") != std::string::npos, held.c_str());
    QTRY_COMPARE(core.told<fact::Connected>().size(), std::size_t{2});
    const auto told = core.told<fact::Connected>();
    QCOMPARE(told[0].host, std::string("sts"));
    QVERIFY(told[0].allowed);
    QCOMPARE(told[1].host, std::string("sns"));
    QVERIFY(!told[1].allowed);
    QCOMPARE(told[1].function, std::string("Some"));
    QVERIFY(!told[1].requestId.empty());
}

void TestNetworks::trustDecidesWhatOpens()
{
    for (const NetworkMode mode : {NetworkMode::Isolated, NetworkMode::NoRoute, NetworkMode::Endpoints,
                                   NetworkMode::Egress, NetworkMode::Full}) {
        const NetworkSettings asked{mode, {"sqs"}};
        const bool opens = mode == NetworkMode::Egress || mode == NetworkMode::Full;
        QCOMPARE(grantedNetwork(asked, Trust::Trusted), asked);
        for (const Trust trust : {Trust::Isolated, Trust::Restricted})
            QCOMPARE(grantedNetwork(asked, trust), opens ? NetworkSettings{} : asked);
    }
}

void TestNetworks::whatOpensNeedsTrust()
{
    Watched core(m_root);
    QVERIFY2(!core.problem, core.problem ? core.problem->message.c_str() : "");
    QCOMPARE(core.invoke("Out"), std::string("\"ENETUNREACH\""));
    const auto says = [](const fact::Notice &notice) {
        return notice.node == "Out" && notice.text.ends_with("the function runs isolated.");
    };
    // Said when the workspace was opened, before anybody listened.
    const auto facts = core.query(query::Facts{.from = 1, .to = 1000});
    QVERIFY(facts.hasValue());
    int said = 0;
    for (const Fact &fact : std::get<std::vector<Fact>>(*facts)) {
        const auto *notice = std::get_if<fact::Notice>(&fact.body);
        said += notice && says(*notice);
    }
    QCOMPARE(said, 1);
    // Said once, not with every deployment.
    QVERIFY(core.call(command::ReloadCode{}));
    QCOMPARE(core.invoke("Out"), std::string("\"ENETUNREACH\""));
    QCOMPARE(std::ranges::count_if(core.told<fact::Notice>(), says), 0);
}

QTEST_GUILESS_MAIN(TestNetworks)
#include "tst_networks.moc"
