// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/beadlayer.h"

#include "widgets/canvas/wireitem.h"

#include <QEasingCurve>
#include <QPainter>

#include <algorithm>

namespace lambdarium {

namespace {

constexpr std::chrono::milliseconds frame{16};
constexpr std::chrono::milliseconds pressureWindow{1000};
constexpr qreal beadRadius = 4.5;
constexpr qreal batchRadius = 6;
constexpr qreal reach = 12;
/// Where a refused bead stops: before the arrow and the port.
constexpr qreal portProgress = 0.93;

} // namespace

BeadLayer::BeadLayer(FindWire findWire) : m_findWire(std::move(findWire))
{
    setZValue(3);
    setAcceptedMouseButtons(Qt::NoButton);
    m_clock.setTimerType(Qt::PreciseTimer);
    m_clock.setInterval(frame);
    connect(&m_clock, &QTimer::timeout, this, [this] { advanceBy(std::chrono::milliseconds(m_elapsed.restart())); });
    m_relax.setInterval(pressureWindow);
    connect(&m_relax, &QTimer::timeout, this, &BeadLayer::relax);
}

void BeadLayer::setBounds(const QRectF &bounds)
{
    prepareGeometryChange();
    m_bounds = bounds;
}

std::chrono::milliseconds BeadLayer::lifetime(const Bead &bead)
{
    return bead.refused ? travel + flash + travel : travel;
}

BeadLayer::Spot BeadLayer::spot(const Bead &bead, const WireItem &wire) const
{
    static const QEasingCurve ease(QEasingCurve::InOutCubic);
    const auto part = [](std::chrono::milliseconds age) {
        return ease.valueForProgress(std::clamp(double(age.count()) / double(travel.count()), 0.0, 1.0));
    };
    Spot spot;
    qreal progress = part(bead.age);
    if (bead.refused) {
        progress *= portProgress;
        spot.cross = bead.age >= travel && bead.age < travel + flash;
        if (bead.age >= travel + flash)
            progress = portProgress * (1 - part(bead.age - travel - flash));
    }
    spot.at = wire.at(bead.reversed ? 1 - progress : progress);
    return spot;
}

void BeadLayer::touch(const Bead &bead)
{
    if (const WireItem *wire = m_findWire(bead.edge)) {
        const QPointF at = spot(bead, *wire).at;
        update(QRectF(at - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)));
    }
}

void BeadLayer::press(const std::string &edge, int count, EnvState state)
{
    WireItem *wire = m_findWire(edge);
    if (!wire)
        return;
    m_pressure[edge] += count;
    wire->setStill(reducedMotion());
    wire->setPressure(m_pressure[edge], th().state(state));
    if (!m_relax.isActive())
        m_relax.start();
}

void BeadLayer::relax()
{
    // What was counted before this second ends; a wire still under load shows the new second's number.
    for (auto entry = m_pressure.begin(); entry != m_pressure.end();) {
        if (WireItem *wire = m_findWire(entry->first); wire && entry->second == 0)
            wire->setPressure(0, {});
        entry = entry->second == 0 ? m_pressure.erase(entry) : std::next(entry);
    }
    for (auto &[edge, count] : m_pressure)
        count = 0;
    if (m_pressure.empty())
        m_relax.stop();
}

void BeadLayer::send(Bead bead)
{
    if (!m_watched || !m_findWire(bead.edge))
        return;
    const auto same = [&](const Bead &other) { return other.edge == bead.edge; };
    if (reducedMotion() || std::ranges::count_if(m_beads, same) >= beadsPerWire) {
        press(bead.edge, bead.count, bead.state);
        return;
    }
    m_beads.push_back(std::move(bead));
    startClock();
}

void BeadLayer::refuse(Bead bead)
{
    const auto own = std::ranges::find_if(m_beads, [&](const Bead &other) {
        return other.edge == bead.edge && other.message == bead.message && !other.hollow;
    });
    if (own == m_beads.end()) {
        bead.refused = true;
        send(std::move(bead));
        return;
    }
    own->refused = true;
    own->state = EnvState::Throttled;
}

void BeadLayer::startClock()
{
    if (m_clock.isActive())
        return;
    m_elapsed.restart();
    m_clock.start();
}

void BeadLayer::advanceBy(std::chrono::milliseconds step)
{
    for (Bead &bead : m_beads) {
        touch(bead);
        bead.age += step;
        touch(bead);
    }
    std::erase_if(m_beads, [](const Bead &bead) { return bead.age >= lifetime(bead); });
    if (m_beads.empty())
        m_clock.stop();
}

void BeadLayer::setWatched(bool watched)
{
    m_watched = watched;
    if (!watched)
        clear();
}

void BeadLayer::clear()
{
    m_beads.clear();
    m_clock.stop();
    m_relax.stop();
    for (const auto &[edge, count] : m_pressure) {
        if (WireItem *wire = m_findWire(edge))
            wire->setPressure(0, {});
    }
    m_pressure.clear();
    update();
}

void BeadLayer::prune()
{
    std::erase_if(m_beads, [this](const Bead &bead) { return !m_findWire(bead.edge); });
    std::erase_if(m_pressure, [this](const auto &entry) { return !m_findWire(entry.first); });
    if (m_beads.empty())
        m_clock.stop();
    if (m_pressure.empty())
        m_relax.stop();
}

void BeadLayer::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Theme &t = th();
    painter->setRenderHint(QPainter::Antialiasing);
    for (const Bead &bead : m_beads) {
        const WireItem *wire = m_findWire(bead.edge);
        if (!wire)
            continue;
        const Spot place = spot(bead, *wire);
        const QColor colour = t.state(bead.state);
        if (place.cross) {
            painter->setPen(QPen(t.state(EnvState::Throttled), 2.6, Qt::SolidLine, Qt::RoundCap));
            painter->drawLine(place.at + QPointF(-5, -5), place.at + QPointF(5, 5));
            painter->drawLine(place.at + QPointF(-5, 5), place.at + QPointF(5, -5));
            continue;
        }
        const qreal radius = bead.count > 1 ? batchRadius : beadRadius;
        painter->setPen(QPen(bead.hollow ? colour : t.canvas, 2));
        painter->setBrush(bead.hollow ? t.canvas : colour);
        painter->drawEllipse(place.at, radius, radius);
    }
}

} // namespace lambdarium
