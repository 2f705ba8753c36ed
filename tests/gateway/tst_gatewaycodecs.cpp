// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/admission.h"
#include "core/gateway/apicall.h"
#include "core/gateway/base64.h"
#include "core/gateway/jsonprotocol.h"
#include "core/gateway/queryprotocol.h"
#include "core/gateway/restjson.h"
#include "core/gateway/restxml.h"
#include "core/gateway/route.h"
#include "core/gateway/xmlwriter.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace lambdarium;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

HttpRequest request(std::string method, std::string path, HttpHeaders headers = {}, std::string query = {})
{
    HttpRequest head;
    head.method = std::move(method);
    head.path = std::move(path);
    head.query = std::move(query);
    head.headers = std::move(headers);
    if (!head.headers.has("Host"))
        head.headers.add("Host", "127.0.0.1:4566");
    head.listenerPort = 4566;
    return head;
}

HttpHeaders signedFor(const std::string &service)
{
    return {{"Authorization",
             "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/" + service
                 + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123456789abcdef"},
            {"X-Amz-Date", "20260101T000000Z"}};
}

} // namespace

class TestGatewayCodecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void admitsOnlyLoopbackNames_data();
    void admitsOnlyLoopbackNames();
    void refusesWebPages();
    void checksThatASignatureIsThere();
    void checksPresignedLinks();
    void routesByTargetPathActionAndSigningName_data();
    void routesByTargetPathActionAndSigningName();
    void readsQueryArgumentsAsTrees();
    void turnsSqsQueryIntoTheJsonShape();
    void turnsSnsQueryIntoObjectsAndArrays();
    void writesFlattenedXmlForSqs();
    void writesMembersAndEntriesForSns();
    void rendersOneRefusalPerProtocol();
    void spellsLambdaErrorsAsAwsDoes();
    void refusesDeepJson();
    void escapesXml();
    void readsByteRanges_data();
    void readsByteRanges();
    void readsS3RequestBodies();
    void convertsTimes();
    void convertsBase64();
    void decodesPercentEscapes();
};

void TestGatewayCodecs::admitsOnlyLoopbackNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("address") << QStringLiteral("127.0.0.1:4566") << true;
    QTest::newRow("name") << QStringLiteral("LocalHost:4566") << true;
    QTest::newRow("v6") << QStringLiteral("[::1]:4566") << true;
    QTest::newRow("bucket") << QStringLiteral("photos.localhost:4566") << true;
    QTest::newRow("nested") << QStringLiteral("photos.s3.localhost:4566") << true;
    QTest::newRow("other port") << QStringLiteral("127.0.0.1:4567") << false;
    QTest::newRow("no port") << QStringLiteral("127.0.0.1") << false;
    QTest::newRow("rebound") << QStringLiteral("evil.example:4566") << false;
    QTest::newRow("lookalike") << QStringLiteral("evillocalhost:4566") << false;
    QTest::newRow("suffix trick") << QStringLiteral("localhost.evil.example:4566") << false;
    QTest::newRow("any address") << QStringLiteral("0.0.0.0:4566") << false;
    QTest::newRow("bare dot") << QStringLiteral(".localhost:4566") << false;
    QTest::newRow("user info") << QStringLiteral("a@b.localhost:4566") << false;
    QTest::newRow("empty") << QString() << false;
}

void TestGatewayCodecs::admitsOnlyLoopbackNames()
{
    QFETCH(QString, host);
    QFETCH(bool, allowed);
    QCOMPARE(hostAllowed(host.toStdString(), 4566), allowed);
    const auto refusal = refuseStranger(request("GET", "/", {{"Host", host.toStdString()}}));
    QCOMPARE(refusal ? refusal->status : 0, allowed ? 0 : 421);
}

void TestGatewayCodecs::refusesWebPages()
{
    QVERIFY(!refuseStranger(request("GET", "/")));
    QVERIFY(!refuseStranger(request("GET", "/", {{"Sec-Fetch-Site", "none"}})));
    for (const HttpHeaders &headers :
         {HttpHeaders{{"Origin", "http://127.0.0.1:4566"}}, HttpHeaders{{"Origin", "null"}},
          HttpHeaders{{"Sec-Fetch-Site", "same-origin"}}, HttpHeaders{{"Sec-Fetch-Site", "cross-site"}}}) {
        const auto refusal = refuseStranger(request("POST", "/", headers));
        QVERIFY(refusal && refusal->status == 403 && refusal->body.empty());
    }
    QCOMPARE(refuseStranger(request("OPTIONS", "/"))->status, 403);
}

void TestGatewayCodecs::checksThatASignatureIsThere()
{
    const auto check = [](HttpHeaders headers) { return signatureOf(request("GET", "/", headers), {}, Instant{}); };
    QCOMPARE(check({}), Signature::Missing);
    QCOMPARE(check(signedFor("sqs")), Signature::Valid);
    QCOMPARE(check({{"Authorization", "Bearer x"}}), Signature::Malformed);
    QCOMPARE(check({{"Authorization",
                     "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/sqs/aws4_request, "
                     "SignedHeaders=host, Signature=abcdef"}}),
             Signature::Malformed); // no date
    QCOMPARE(check({{"Authorization", "AWS4-HMAC-SHA256 Credential=AKID, SignedHeaders=host, Signature=abcdef"},
                    {"X-Amz-Date", "20260101T000000Z"}}),
             Signature::Malformed);
}

void TestGatewayCodecs::checksPresignedLinks()
{
    const QueryArguments link = parseQuery("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260101%2F"
                                           "us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&"
                                           "X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=ab12");
    const Instant start{std::chrono::seconds(1767225600)}; // 2026-01-01
    QCOMPARE(signatureOf(request("GET", "/b/k"), link, start + 59s), Signature::Valid);
    QCOMPARE(signatureOf(request("GET", "/b/k"), link, start + 61s), Signature::Expired);
    const QueryArguments old = parseQuery("AWSAccessKeyId=AKID&Signature=ab%3D&Expires=1767225660");
    QCOMPARE(signatureOf(request("GET", "/b/k"), old, start), Signature::Valid);
    QCOMPARE(signatureOf(request("GET", "/b/k"), old, start + 61s), Signature::Expired);
    QCOMPARE(signatureOf(request("GET", "/b/k"), parseQuery("X-Amz-Algorithm=AWS4-HMAC-SHA256"), start),
             Signature::Malformed);
}

struct RouteRow
{
    HttpRequest head;
    std::string body;
    std::string expected; ///< service operation bucket key
};
Q_DECLARE_METATYPE(RouteRow)

void TestGatewayCodecs::routesByTargetPathActionAndSigningName_data()
{
    QTest::addColumn<RouteRow>("row");
    const auto add = [](const char *name, HttpRequest head, std::string body, std::string expected) {
        QTest::newRow(name) << RouteRow{std::move(head), std::move(body), std::move(expected)};
    };
    const auto with = [](HttpHeaders headers, std::string name, std::string value) {
        headers.add(std::move(name), std::move(value));
        return headers;
    };
    add("sqs json", request("POST", "/", with(signedFor("sqs"), "X-Amz-Target", "AmazonSQS.SendMessage")), "{}",
        "sqs SendMessage  ");
    const std::string form = "application/x-www-form-urlencoded; charset=utf-8";
    add("sqs query", request("POST", "/", with(signedFor("sqs"), "Content-Type", form)),
        "Action=ListQueues&Version=2012-11-05", "sqs ListQueues  ");
    add("sns query", request("POST", "/", with(signedFor("sns"), "Content-Type", form)),
        "Action=Publish&Version=2010-03-31", "sns Publish  ");
    add("sts by version", request("POST", "/", {{"Content-Type", form}}), "Action=GetCallerIdentity&Version=2011-06-15",
        "sts GetCallerIdentity  ");
    add("lambda", request("POST", "/2015-03-31/functions/f/invocations", signedFor("lambda")), "{}", "lambda   ");
    add("bucket named like a version", request("GET", "/2015-03-31/functions", signedFor("s3")), "",
        "s3  2015-03-31 functions");
    add("s3 path", request("PUT", "/photos/a%20b/c%2Fd", signedFor("s3")), "", "s3  photos a b/c/d");
    HttpHeaders host = signedFor("s3");
    host.add("Host", "photos.localhost:4566");
    add("s3 virtual host", request("GET", "/k", host), "", "s3  photos k");
    HttpHeaders service = signedFor("s3");
    service.add("Host", "photos.s3.us-east-1.localhost:4566");
    add("s3 service host", request("GET", "/k", service), "", "s3  photos k");
    add("s3 presigned", request("GET", "/photos/k", {}, "X-Amz-Credential=A/20260101/us-east-1/s3/aws4_request"), "",
        "s3  photos k");
    add("another service",
        request("POST", "/", with(signedFor("dynamodb"), "X-Amz-Target", "DynamoDB_20120810.GetItem")), "{}",
        "dynamodb GetItem  ");
}

void TestGatewayCodecs::routesByTargetPathActionAndSigningName()
{
    QFETCH(RouteRow, row);
    Route route = routeHead(row.head);
    routeBody(route, row.body);
    QCOMPARE(route.serviceName + " " + route.operation + " " + route.bucket + " " + route.key, row.expected);
}

void TestGatewayCodecs::readsQueryArgumentsAsTrees()
{
    const auto tree = queryTree(parseQuery("A=1&B.C=2&B.D.1=x&B.D.2=y+z"));
    QVERIFY(tree);
    QCOMPARE(tree->dump(), std::string(R"({"A":"1","B":{"C":"2","D":{"1":"x","2":"y z"}}})"));
    QVERIFY(!queryTree(parseQuery("a.b.c.d.e.f.g.h.i.j.k=1")));
    QVERIFY(!queryTree(QueryArguments(3000, {"a", "b"})));
}

void TestGatewayCodecs::turnsSqsQueryIntoTheJsonShape()
{
    const auto tree = queryTree(
        parseQuery("QueueUrl=u&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5&AttributeName.1=All&"
                   "MessageAttribute.1.Name=kind&MessageAttribute.1.Value.DataType=String&"
                   "MessageAttribute.1.Value.StringValue=new&SendMessageBatchRequestEntry.2.Id=b&"
                   "SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.10.Id=j"));
    const json expected = json::parse(R"({"QueueUrl":"u","Attributes":{"DelaySeconds":"5"},"AttributeNames":["All"],
        "MessageAttributes":{"kind":{"DataType":"String","StringValue":"new"}},
        "Entries":[{"Id":"a"},{"Id":"b"},{"Id":"j"}]})");
    QCOMPARE(sqsInputFromQuery(*tree).dump(), expected.dump());
}

void TestGatewayCodecs::turnsSnsQueryIntoObjectsAndArrays()
{
    const auto tree = queryTree(
        parseQuery("Name=t&Attributes.entry.1.key=RawMessageDelivery&Attributes.entry.1.value=true&"
                   "MessageAttributes.entry.1.Name=k&MessageAttributes.entry.1.Value.DataType=String&"
                   "MessageAttributes.entry.1.Value.StringValue=v&PublishBatchRequestEntries.member.1.Id=a"));
    const json expected = json::parse(R"({"Name":"t","Attributes":{"RawMessageDelivery":"true"},
        "MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}},"PublishBatchRequestEntries":[{"Id":"a"}]})");
    QCOMPARE(inputFromQuery(*tree).dump(), expected.dump());
}

void TestGatewayCodecs::writesFlattenedXmlForSqs()
{
    Route route{.service = ApiService::Sqs, .protocol = ApiProtocol::Query, .operation = "ReceiveMessage"};
    const json result = json::parse(R"({"Messages":[{"MessageId":"m","Body":"a<b",
        "Attributes":{"SenderId":"s"},"MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}}}]})");
    const std::string body = queryReply(route, result, "r-1").body;
    QCOMPARE(body.substr(body.find('\n') + 1),
             std::string("<ReceiveMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                         "<ReceiveMessageResult><Message><Attribute><Name>SenderId</Name><Value>s</Value></Attribute>"
                         "<Body>a&lt;b</Body><MessageAttribute><Name>k</Name><Value><DataType>String</DataType>"
                         "<StringValue>v</StringValue></Value></MessageAttribute><MessageId>m</MessageId></Message>"
                         "</ReceiveMessageResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
                         "</ReceiveMessageResponse>"));
    const std::string empty = queryReply(route, json(), "r-2").body; // operations without a result
    QVERIFY(empty.find("Result>") == std::string::npos);
}

void TestGatewayCodecs::writesMembersAndEntriesForSns()
{
    Route route{.service = ApiService::Sns, .protocol = ApiProtocol::Query, .operation = "ListTopics"};
    QVERIFY(queryReply(route, json::parse(R"({"Topics":[{"TopicArn":"a"}]})"), "r")
                .body.find("<Topics><member><TopicArn>a</TopicArn></member></Topics>")
            != std::string::npos);
    QVERIFY(queryReply(route, json::parse(R"({"Attributes":{"Owner":"0"}})"), "r")
                .body.find("<Attributes><entry><key>Owner</key><value>0</value></entry></Attributes>")
            != std::string::npos);
}

void TestGatewayCodecs::rendersOneRefusalPerProtocol()
{
    Route route{.service = ApiService::Sns, .protocol = ApiProtocol::Query};
    HttpResponse response = apiError(route, 404, "NotFound", "Topic does not exist", "r-1");
    QCOMPARE(response.status, 404);
    QVERIFY(response.body.find("<Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message>"
                               "</Error><RequestId>r-1</RequestId>")
            != std::string::npos);
    route = {.service = ApiService::S3, .protocol = ApiProtocol::RestXml, .bucket = "b", .key = "k&"};
    response = apiError(route, 404, "NoSuchKey", "The specified key does not exist.", "R1");
    QVERIFY(response.body.find("<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>"
                               "<Key>k&amp;</Key><RequestId>R1</RequestId><HostId>")
            != std::string::npos);
    route = {.service = ApiService::Sqs, .protocol = ApiProtocol::Json};
    response = apiError(route, 400, "com.amazonaws.sqs#QueueDoesNotExist", "no", "r");
    QCOMPARE(json::parse(response.body)["__type"].get<std::string>(),
             std::string("com.amazonaws.sqs#QueueDoesNotExist"));
}

void TestGatewayCodecs::spellsLambdaErrorsAsAwsDoes()
{
    QCOMPARE(restJsonError(404, "ResourceNotFoundException", "x").body,
             std::string(R"({"Message":"x","Type":"User"})"));
    QCOMPARE(restJsonError(429, "TooManyRequestsException", "x").body, std::string(R"({"Type":"User","message":"x"})"));
    QCOMPARE(restJsonError(400, "ValidationException", "x").body, std::string(R"({"message":"x"})"));
    QCOMPARE(restJsonError(500, "ServiceException", "x").body, std::string(R"({"Message":"x","Type":"Service"})"));
    QCOMPARE(std::string(restJsonError(403, "A", "x").headers.value("x-amzn-errortype")), std::string("A"));
}

void TestGatewayCodecs::refusesDeepJson()
{
    QVERIFY(parseJsonObject(""));
    QVERIFY(parseJsonObject(R"({"a":[1]})"));
    QVERIFY(!parseJsonObject("[1]"));
    QVERIFY(!parseJsonObject("{"));
    std::string deep = "{\"a\":";
    deep += std::string(200, '[') + std::string(200, ']') + "}";
    QVERIFY(!parseJsonObject(deep));
    QCOMPARE(jsonText({{"a", "\xff"}}), std::string("{\"a\":\"\xEF\xBF\xBD\"}"));
}

void TestGatewayCodecs::escapesXml()
{
    QCOMPARE(xmlEscaped("a<b>&\"c\"\x01\n"), std::string("a&lt;b&gt;&amp;&quot;c&quot;\xEF\xBF\xBD\n"));
    XmlWriter xml(false);
    xml.begin("A").text("B", "1").begin("C");
    QCOMPARE(xml.finish(), std::string("<A><B>1</B><C></C></A>"));
}

void TestGatewayCodecs::readsByteRanges_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("expected");
    QTest::newRow("closed") << QStringLiteral("bytes=0-3") << QStringLiteral("0-3");
    QTest::newRow("open") << QStringLiteral("bytes=4-") << QStringLiteral("4-9");
    QTest::newRow("last") << QStringLiteral("bytes=-3") << QStringLiteral("7-9");
    QTest::newRow("more than there is") << QStringLiteral("bytes=8-99") << QStringLiteral("8-9");
    QTest::newRow("last of more") << QStringLiteral("bytes=-99") << QStringLiteral("0-9");
    QTest::newRow("behind the end") << QStringLiteral("bytes=10-") << QStringLiteral("416");
    QTest::newRow("nothing") << QStringLiteral("bytes=-0") << QStringLiteral("416");
    QTest::newRow("backwards") << QStringLiteral("bytes=5-2") << QStringLiteral("all");
    QTest::newRow("two") << QStringLiteral("bytes=0-1,3-4") << QStringLiteral("all");
    QTest::newRow("words") << QStringLiteral("bytes=a-b") << QStringLiteral("all");
    QTest::newRow("other unit") << QStringLiteral("lines=0-1") << QStringLiteral("all");
    QTest::newRow("absent") << QString() << QStringLiteral("all");
}

void TestGatewayCodecs::readsByteRanges()
{
    QFETCH(QString, header);
    QFETCH(QString, expected);
    ByteRange range;
    const RangeKind kind = parseRange(header.toStdString(), 10, range);
    const QString found = kind == RangeKind::None ? QStringLiteral("all")
        : kind == RangeKind::Unsatisfiable        ? QStringLiteral("416")
                                                  : QStringLiteral("%1-%2").arg(range.first).arg(range.last);
    QCOMPARE(found, expected);
}

void TestGatewayCodecs::readsS3RequestBodies()
{
    const auto parts = parseCompleteUpload("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                           "<Part><ETag>&quot;ab&quot;</ETag><PartNumber>1</PartNumber></Part>"
                                           "<Part><PartNumber>2</PartNumber><ETag>cd</ETag></Part>"
                                           "</CompleteMultipartUpload>");
    QVERIFY(parts);
    QVERIFY(*parts == (std::vector<std::pair<int, std::string>>{{1, "ab"}, {2, "cd"}}));
    QVERIFY(!parseCompleteUpload("<CompleteMultipartUpload></CompleteMultipartUpload>"));
    QVERIFY(!parseCompleteUpload("<Other/>"));
    QVERIFY(!parseCompleteUpload("not xml"));
    const auto keys = parseDeleteObjects("<Delete><Object><Key>a b</Key></Object><Quiet>true</Quiet></Delete>");
    QVERIFY(keys && keys->quiet);
    QCOMPARE(keys->keys.front(), std::string("a b"));
    // Entities are not expanded: no document type can blow up or read a file.
    const auto bomb = parseDeleteObjects("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Delete><Object>"
                                         "<Key>&x;</Key></Object></Delete>");
    QVERIFY(!bomb || bomb->keys.front() == "&x;");
}

void TestGatewayCodecs::convertsTimes()
{
    const Instant instant{std::chrono::seconds(1767225600)};
    QCOMPARE(httpTime(instant), std::string("Thu, 01 Jan 2026 00:00:00 GMT"));
    QCOMPARE(parseHttpTime(httpTime(instant)).value_or(0), std::int64_t(1767225600));
    QVERIFY(!parseHttpTime("yesterday"));
}

void TestGatewayCodecs::convertsBase64()
{
    for (const char *text : {"", "a", "ab", "abc", "abcd"})
        QCOMPARE(base64Decode(base64Encode(text)).value_or("?"), std::string(text));
    QCOMPARE(base64Encode("abcd"), std::string("YWJjZA=="));
    QVERIFY(!base64Decode("abc"));
    QVERIFY(!base64Decode("a*c="));
}

void TestGatewayCodecs::decodesPercentEscapes()
{
    QCOMPARE(percentDecode("a%2Fb+c%zz%"), std::string("a/b+c%zz%"));
    QCOMPARE(percentDecode("a+b", true), std::string("a b"));
    QCOMPARE(percentEncode("a b/\xc3\xa9", "/"), std::string("a%20b/%C3%A9"));
    const QueryArguments arguments = parseQuery("delete&prefix=a%26b&x=");
    QCOMPARE(arguments.size(), std::size_t(3));
    QCOMPARE(*findArgument(arguments, "prefix"), std::string("a&b"));
    QVERIFY(findArgument(arguments, "delete"));
}

QTEST_APPLESS_MAIN(TestGatewayCodecs)
#include "tst_gatewaycodecs.moc"
