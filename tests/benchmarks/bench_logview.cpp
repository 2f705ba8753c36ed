// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// G2: lines a second into the log view with a million kept, and scrolling in it.
#include "tests/benchmarks/figures.h"
#include "tests/benchmarks/frames.h"
#include "tests/benchmarks/product.h"
#include "tests/widgets/logfacts.h"
#include "widgets/logs/logmodel.h"
#include "widgets/logs/logview.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QScrollBar>

#include <algorithm>

using namespace benchmarks;
using namespace lambdarium;

namespace {

constexpr int pairs = 7;
constexpr int batchLines = 1000;
constexpr int batches = 100;

/// 1,000 lines as handlers write them, 40 requests.
std::vector<Fact> batch(int number)
{
    LogFacts log;
    for (int request = 0; request < 40; ++request) {
        const std::string id = "00000000-0000-4000-8000-" + std::to_string(100000000000 + number * 40 + request);
        log.start("PlaceOrder", id);
        for (int line = 0; line < 23; ++line)
            log.line("PlaceOrder", id,
                     "2025-03-04T05:06:07.089Z\t" + id + "\tINFO\torder A-" + std::to_string(line)
                         + " accepted, total 41.90");
        log.end("PlaceOrder", id);
    }
    return log.take();
}

QString plainBatch()
{
    QString text;
    for (int line = 0; line < batchLines; ++line)
        text += QStringLiteral("2025-03-04T05:06:07.089Z 00000000 INFO order A-%1 accepted, total 41.90\n").arg(line);
    text.chop(1);
    return text;
}

double linesPerSecond(const std::function<void(int)> &append, double lines)
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < batches; ++i) {
        append(i);
        QApplication::processEvents();
    }
    return lines / (static_cast<double>(timer.nsecsElapsed()) / 1e9);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    installTheme(application, ThemeKind::Dark);
    printMachine();
    LogModel model;
    LogView view(&model);
    view.resize(1400, 500);
    view.show();
    std::vector<std::vector<Fact>> facts;
    for (int i = 0; i < 10; ++i)
        facts.push_back(batch(i));
    while (model.rowCount() < LogModel::defaultCapacity)
        for (const auto &one : facts)
            model.append(one);
    const std::uint64_t before = model.endRow();
    model.append(facts[0]);
    const double lines = static_cast<double>(model.endRow() - before);
    printHeading("Log lines a second, drawn as they come, a million kept; against QPlainTextEdit");
    QPlainTextEdit plain;
    plain.resize(1400, 500);
    plain.setReadOnly(true);
    plain.setUndoRedoEnabled(false);
    plain.show();
    const QString text = plainBatch();
    const auto product = [&] {
        return linesPerSecond([&](int i) { model.append(facts[static_cast<std::size_t>(i) % facts.size()]); },
                              lines * batches);
    };
    print(paired(
        {.id = "G2", .what = "batches of 1,000 lines", .unit = "/s", .goal = Goal{Goal::Kind::RatioAtLeast, 1.5}},
        pairs, product, [&] {
            plain.clear();
            return linesPerSecond([&](int) { plain.appendPlainText(text); }, double(batchLines) * batches);
        }));
    print(paired(
        {.id = "G2", .what = "against 150,000 a second", .unit = "/s", .goal = Goal{Goal::Kind::RatioAtLeast, 1}},
        pairs, product, [] { return 150000.0; }));
    printHeading("Scrolling a million lines");
    QScrollBar &bar = *view.verticalScrollBar();
    print(paired(
        {.id = "G2",
         .what = "slowest of 100 frames (p99), against 8 ms",
         .unit = "ms",
         .goal = Goal{Goal::Kind::RatioAtMost, 1}},
        pairs,
        [&] {
            auto times = frames(*view.viewport(), 200,
                                [&](int i) { bar.setValue(int((qint64(i) * 48271 % 200) * (bar.maximum() / 200))); });
            std::ranges::sort(times);
            return times[times.size() * 99 / 100];
        },
        [] { return 8.0; }));
    return 0;
}
