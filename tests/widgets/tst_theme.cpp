// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

#include <array>
#include <cmath>

using namespace lambdarium;

Q_DECLARE_METATYPE(lambdarium::ThemeKind)

namespace {

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

// Machado 2009, severity 1.0: normal, protan, deutan, tritan.
constexpr std::array<Matrix, 4> visions = {{
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
}};

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

Vector seen(const QColor &colour, const Matrix &vision)
{
    const Vector rgb = {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    Vector out{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            out[row] += vision[row][column] * rgb[column];
    return out;
}

Vector okLab(const Vector &v)
{
    const double r = std::max(0.0, v[0]);
    const double g = std::max(0.0, v[1]);
    const double b = std::max(0.0, v[2]);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double distance(const QColor &a, const QColor &b, const Matrix &vision)
{
    const Vector x = okLab(seen(a, vision));
    const Vector y = okLab(seen(b, vision));
    return 100 * std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

QColor over(const QColor &wash, const QColor &ground) { return mix(ground, QColor(wash.rgb()), wash.alphaF()); }

const std::array<EnvState, 6> shownStates = {EnvState::Cold,      EnvState::Warm,  EnvState::Running,
                                             EnvState::Throttled, EnvState::Error, EnvState::Provisioned};

QWidget *makeGallery()
{
    auto *window = new Pane(Pane::Surface);
    auto *grid = new QGridLayout(window);
    int row = 0;
    grid->addWidget(pushButton(QStringLiteral("Run"), "run", QStringLiteral("play")), row, 0);
    grid->addWidget(pushButton(QStringLiteral("Save"), "primary"), row, 1);
    grid->addWidget(pushButton(QStringLiteral("Plain")), row, 2);
    auto *off = pushButton(QStringLiteral("Disabled"));
    off->setEnabled(false);
    grid->addWidget(off, row++, 3);
    auto *combo = new QComboBox;
    combo->addItems({QStringLiteral("Python 3.13"), QStringLiteral("Node.js 22")});
    combo->setAccessibleName(QStringLiteral("Runtime"));
    grid->addWidget(combo, row, 0);
    auto *line = new QLineEdit(QStringLiteral("handler.handler"));
    line->setAccessibleName(QStringLiteral("Handler"));
    grid->addWidget(line, row, 1);
    auto *spin = new QSpinBox;
    spin->setRange(1, 900);
    spin->setProperty("invalid", true);
    spin->setAccessibleName(QStringLiteral("Timeout"));
    grid->addWidget(spin, row, 2);
    auto *toggle = new QCheckBox(QStringLiteral("Enabled"));
    toggle->setChecked(true);
    grid->addWidget(toggle, row++, 3);
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    slider->setAccessibleName(QStringLiteral("Memory"));
    grid->addWidget(slider, row, 0, 1, 2);
    auto *radio = new QRadioButton(QStringLiteral("Choice"));
    radio->setChecked(true);
    grid->addWidget(radio, row, 2);
    grid->addWidget(toolButton(QStringLiteral("maximize"), QStringLiteral("Open")), row++, 3);
    auto *tabs = new QTabBar;
    for (const char *name : {"Configure", "Triggers", "Env"})
        tabs->addTab(QString::fromLatin1(name));
    grid->addWidget(tabs, row++, 0, 1, 4);
    auto *chips = new QHBoxLayout;
    for (int i = 0; i < envStateCount; ++i)
        chips->addWidget(new Chip(stateName(static_cast<EnvState>(i)), static_cast<EnvState>(i)));
    chips->addWidget(new Chip(QStringLiteral("Neutral"), QStringLiteral("info")));
    grid->addLayout(chips, row++, 0, 1, 4);
    auto *card = new Card(EnvState::Warm);
    auto *inside = new QHBoxLayout(card);
    inside->addWidget(new IconLabel(QStringLiteral("shield-check"), IconRole::Warm));
    inside->addWidget(new TextLabel(QStringLiteral("A <b>warning</b> shown as typed."), TextLabel::Secondary, 11.5), 1);
    grid->addWidget(card, row++, 0, 1, 4);
    auto *list = new QTreeWidget;
    list->setHeaderLabels({QStringLiteral("Key"), QStringLiteral("Value")});
    list->addTopLevelItem(new QTreeWidgetItem({QStringLiteral("STAGE"), QStringLiteral("local")}));
    list->setCurrentItem(list->topLevelItem(0));
    grid->addWidget(list, row++, 0, 1, 4);
    auto *empty = new EmptyState(QStringLiteral("inbox"));
    empty->setContent(QStringLiteral("No runs yet"), QStringLiteral("Press Ctrl+Enter to send the event."));
    empty->setAction(QStringLiteral("Run"));
    grid->addWidget(empty, row, 0, 1, 4);
    window->resize(720, 640);
    return window;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textReachesItsContrastOnEverySurface_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::newRow("light") << ThemeKind::Light;
        QTest::newRow("dark") << ThemeKind::Dark;
        QTest::newRow("contrast light") << ThemeKind::ContrastLight;
        QTest::newRow("contrast dark") << ThemeKind::ContrastDark;
    }
    void textReachesItsContrastOnEverySurface()
    {
        QFETCH(ThemeKind, kind);
        const Theme t = makeTheme(kind);
        for (const QColor &ground : {t.chrome, t.surface, t.raised, t.canvas}) {
            QVERIFY(contrastRatio(t.text, ground) >= 12);
            QVERIFY(contrastRatio(t.text2, ground) >= 7);
            QVERIFY2(contrastRatio(t.text3, ground) >= 4.6, qPrintable(ground.name()));
            QVERIFY(contrastRatio(t.wire, ground) >= 2.7);
            for (const EnvState state : shownStates) {
                QVERIFY2(contrastRatio(t.state(state), ground) >= 3.0, qPrintable(t.state(state).name()));
                const QColor pill = over(t.tint(t.state(state)), ground);
                const double ratio = contrastRatio(t.stateText(state), pill);
                QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 %2").arg(stateName(state)).arg(ratio)));
            }
        }
        QVERIFY(contrastRatio(t.control, t.surface) >= 3.0);
        QVERIFY(contrastRatio(t.onAccent, t.accent) >= 4.5);
        QVERIFY(contrastRatio(t.onState(EnvState::Running), t.state(EnvState::Running)) >= 4.5);
        QVERIFY(contrastRatio(t.text, t.sel) >= 7);
        for (const QColor &c : {t.keyword, t.string, t.number, t.comment, t.function, t.type, t.operators, t.decorator})
            QVERIFY2(contrastRatio(c, t.surface) >= 4.5, qPrintable(c.name()));
    }

    void statesStayApartForEveryKindOfColourVision_data() { textReachesItsContrastOnEverySurface_data(); }
    void statesStayApartForEveryKindOfColourVision()
    {
        QFETCH(ThemeKind, kind);
        const Theme t = makeTheme(kind);
        double worst = 1000;
        for (const Matrix &vision : visions)
            for (std::size_t a = 0; a < shownStates.size(); ++a)
                for (std::size_t b = a + 1; b < shownStates.size(); ++b)
                    worst = std::min(worst, distance(t.state(shownStates[a]), t.state(shownStates[b]), vision));
        QVERIFY2(worst >= 8.2, qPrintable(QString::number(worst)));
    }

    void everyStateHasItsOwnGlyphAndWord()
    {
        QSet<QString> glyphs;
        QSet<QString> words;
        for (int i = 0; i < envStateCount; ++i) {
            glyphs.insert(stateIcon(static_cast<EnvState>(i)));
            words.insert(stateName(static_cast<EnvState>(i)));
            QVERIFY(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(stateIcon(static_cast<EnvState>(i)))));
        }
        QCOMPARE(glyphs.size(), envStateCount);
        QCOMPARE(words.size(), envStateCount);
    }

    void bundledFontsAreTheOnesUsed()
    {
        QCOMPARE(QFontInfo(uiFont(13)).family(), QStringLiteral("Inter"));
        QCOMPARE(QFontInfo(monoFont(13)).family(), QStringLiteral("JetBrains Mono"));
        QVERIFY(sciFont(13).pointSizeF() > 6);
    }

    void galleryShowsItsColoursInEveryTheme_data() { textReachesItsContrastOnEverySurface_data(); }
    void galleryShowsItsColoursInEveryTheme()
    {
        QFETCH(ThemeKind, kind);
        ThemeHub::instance().apply(kind);
        const std::unique_ptr<QWidget> gallery(makeGallery());
        gallery->show();
        const QImage image = gallery->grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        const Theme &t = th();
        QVERIFY(colours.contains(t.surface.rgb()));
        QVERIFY(colours.contains(t.accent.rgb()));
        QVERIFY(colours.contains(t.state(EnvState::Running).rgb()));
        QVERIFY(colours.contains(t.state(EnvState::Error).rgb()));
        const QString folder = qEnvironmentVariable("LAMBDARIUM_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(image.save(QStringLiteral("%1/gallery-%2.png").arg(folder).arg(static_cast<int>(kind))));
    }

    void userScaleEnlargesTextAndControls()
    {
        ThemeHub::instance().apply(ThemeKind::Light);
        const std::unique_ptr<QPushButton> button(pushButton(QStringLiteral("Run")));
        TextLabel label(QStringLiteral("text"));
        const QSize before = button->sizeHint();
        const int text = label.sizeHint().height();
        ThemeHub::instance().setScale(2.0);
        QVERIFY(button->sizeHint().height() >= before.height() * 2 - 2);
        QVERIFY(label.sizeHint().height() > text + 8);
        ThemeHub::instance().setScale(1.0);
        QCOMPARE(button->sizeHint(), before);
    }

    void headerBarMovesButtonsToItsMenuWhenNarrow()
    {
        HeaderBar bar;
        auto *keep = toolButton({}, QStringLiteral("Keep"), nullptr, QStringLiteral("Keep this one"));
        auto *leave = toolButton({}, QStringLiteral("Leave"), nullptr, QStringLiteral("Leave when narrow"));
        bar.addItem(keep, 2);
        bar.addStretch();
        bar.addItem(leave, 1);
        bar.resize(600, 40);
        bar.show();
        QVERIFY(leave->isVisible());
        bar.resize(200, 40);
        QTRY_VERIFY(!leave->isVisible());
        QVERIFY(keep->isVisible());
        bar.resize(600, 40);
        QTRY_VERIFY(leave->isVisible());
    }

    void toastOffersItsActionAndGoesAway()
    {
        QWidget host;
        host.resize(800, 600);
        host.show();
        auto *toasts = new ToastHost(&host);
        bool undone = false;
        toasts->showToast(QStringLiteral("Deleted"), QStringLiteral("Undo"), [&undone] { undone = true; });
        QPushButton *undo = host.findChild<QPushButton *>();
        QVERIFY(undo && undo->isVisible());
        QVERIFY(host.rect().contains(undo->mapTo(&host, undo->rect().center())));
        undo->click();
        QVERIFY(undone);
        QTRY_VERIFY(!host.findChild<QPushButton *>());
        QCOMPARE(toasts->history(), QStringList{QStringLiteral("Deleted")});
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installTheme(app, ThemeKind::Light);
    TestTheme test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_theme.moc"
