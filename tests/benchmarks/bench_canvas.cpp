// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// G1: window to first paint; G4: a large graph under the hand.
#include "testpaths.h"

#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/frames.h"
#include "tests/benchmarks/product.h"
#include "widgets/bridge/recordedsession.h"
#include "widgets/canvas/canvasscene.h"
#include "widgets/canvas/canvasview.h"
#include "widgets/canvas/nodeitem.h"
#include "widgets/canvas/wireitem.h"
#include "widgets/document/workspacedocument.h"
#include "widgets/shell/appearance.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/preferences.h"

#include <QApplication>
#include <QFile>
#include <QGraphicsPathItem>
#include <QGraphicsView>
#include <QScrollBar>
#include <QTemporaryDir>

#include <cstdlib>
#include <filesystem>

using namespace benchmarks;
using namespace lambdarium;

namespace {

constexpr int pairs = 9;
const std::filesystem::path examples = LAMBDARIUM_SOURCE_DIR "/resources/examples";

std::unique_ptr<WorkspaceDocument> opened(const std::filesystem::path &folder)
{
    auto document = WorkspaceDocument::open(folder);
    if (!document)
        giveUp(document.error().message);
    return std::move(*document);
}

/// Ends the process when the window has drawn itself.
class EndAtFirstPaint : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool handled = QObject::eventFilter(watched, event);
        if (event->type() == QEvent::Paint && !m_asked) {
            m_asked = true; // what is painted with the window comes in the same turn
            QMetaObject::invokeMethod(
                qApp, [] { std::_Exit(0); }, Qt::QueuedConnection);
        }
        return handled;
    }

private:
    bool m_asked = false;
};

/// The product's whole window on the orders workspace, as the program shows it.
[[noreturn]] void showWindow(QApplication &application, const char *folder)
{
    Preferences preferences{QString()};
    Appearance appearance(application, preferences);
    RecordedSession session;
    MainWindow window({.preferences = &preferences, .examples = examples, .runtimes = {}});
    window.resize(1440, 900);
    EndAtFirstPaint end;
    window.installEventFilter(&end);
    window.showWorkspace(opened(folder), &session);
    window.show();
    QApplication::exec();
    std::_Exit(1);
}

void firstPaint(const std::string &self)
{
    printHeading("Window to first paint, process start included; against an empty QMainWindow");
    const QTemporaryDir folder;
    const std::string work = folder.path().toStdString();
    std::filesystem::copy(examples / "orders", work,
                          std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    const std::string minimal = std::filesystem::path(self).parent_path().parent_path() / "tests/minimalwindow";
    spawnToReap({self, "--window", work}); // both are in the page cache now
    spawnToReap({minimal});
    print(paired(
        {.id = "G1",
         .what = "window on the orders workspace",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 3.5}},
        pairs,
        [&] {
            return spawnToReap({self, "--window", work});
        },
        [&] { return spawnToReap({minimal}); }));
}

/// 250 functions and 250 queues: each function reads one queue and sends to three others.
std::string largeTemplate()
{
    std::string text = "Transform: AWS::Serverless-2016-10-31\nResources:\n";
    for (int i = 0; i < 250; ++i) {
        const std::string n = std::to_string(i);
        text += "  Q" + n + ":\n    Type: AWS::SQS::Queue\n  F" + n
            + ":\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: f/\n"
              "      Handler: app.handler\n      Runtime: python3.13\n      Environment:\n        Variables:\n";
        for (const int step : {1, 7, 31})
            text += "          Q" + std::to_string(step) + ": !Ref Q" + std::to_string((i + step) % 250) + "\n";
        text += "      Events:\n        E:\n          Type: SQS\n          Properties:\n"
                "            Queue: !GetAtt Q"
            + n + ".Arn\n";
    }
    return text;
}

/// As many boxes and curves in a plain QGraphicsView.
std::unique_ptr<QGraphicsView> plainGraph(const CanvasScene &like)
{
    auto view = std::make_unique<QGraphicsView>();
    auto *scene = new QGraphicsScene(view.get());
    for (const CanvasNode &node : like.graph().nodes)
        if (const NodeItem *item = like.nodeItem(node.id))
            scene->addRect(item->sceneRect(), QPen(Qt::black), QBrush(Qt::white));
    for (const CanvasEdge &edge : like.graph().edges) {
        const NodeItem *from = like.nodeItem(edge.from), *to = like.nodeItem(edge.to);
        QPainterPath path(from->sceneRect().center());
        path.cubicTo(from->sceneRect().center() + QPointF(150, 0), to->sceneRect().center() - QPointF(150, 0),
                     to->sceneRect().center());
        scene->addPath(path);
    }
    scene->setSceneRect(like.sceneRect());
    view->setScene(scene);
    view->setRenderHint(QPainter::Antialiasing);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->resize(1400, 900);
    return view;
}

void panning()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("template.yaml")));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(largeTemplate())) < 0)
        giveUp("no temporary folder");
    file.close();
    const auto document = opened(folder.path().toStdString());
    document->flushParse();
    CanvasView view;
    view.resize(1400, 900);
    view.setDocument(document.get());
    view.show();
    const auto plain = plainGraph(*view.canvasScene());
    plain->show();
    QApplication::processEvents();
    const CanvasGraph &graph = view.canvasScene()->graph();
    printHeading("Panning " + std::to_string(graph.nodes.size()) + " nodes and " + std::to_string(graph.edges.size())
                 + " wires; against plain boxes and curves in a QGraphicsView");
    const auto pan = [](QGraphicsView &graph, const std::function<void(const QPoint &)> &by) {
        return median(frames(*graph.viewport(), 40, [&](int i) { by(i % 20 < 10 ? QPoint(9, 5) : QPoint(-9, -5)); }));
    };
    const auto scroll = [&](const QPoint &by) {
        plain->horizontalScrollBar()->setValue(plain->horizontalScrollBar()->value() - by.x());
        plain->verticalScrollBar()->setValue(plain->verticalScrollBar()->value() - by.y());
    };
    const auto limit = [] { return 16.7; };
    for (const bool whole : {true, false}) {
        if (whole)
            view.fit();
        else
            view.setZoom(1.0);
        plain->setTransform(view.transform());
        const std::string what = whole ? "frame, the whole graph in sight" : "frame at 100 %";
        const auto product = [&] { return pan(view, [&](const QPoint &by) { view.panBy(by); }); };
        print(paired(
            {.id = "G4", .what = what + ", against 16.7 ms", .unit = "ms", .goal = Goal{Goal::Kind::RatioAtMost, 1}},
            pairs, product, limit));
        print(paired({.id = "", .what = what, .unit = "ms", .goal = {}}, pairs, product,
                     [&] { return pan(*plain, scroll); }));
    }
    view.setDocument(nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::string self = std::filesystem::read_symlink("/proc/self/exe");
    QApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--window")
        showWindow(application, argv[2]);
    printMachine();
    firstPaint(self);
    Preferences preferences{QString()};
    const Appearance appearance(application, preferences);
    panning();
    return 0;
}
