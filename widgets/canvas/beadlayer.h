// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QElapsedTimer>
#include <QGraphicsObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace lambdarium {

class WireItem;

/// Beads on wires, one per fact, and the one frame clock of the canvas (ux.md 2.6). The clock runs only while a
/// bead travels and the view is visible. GUI thread; owned by the scene.
class BeadLayer : public QGraphicsObject
{
    Q_OBJECT

public:
    using FindWire = std::function<WireItem *(const std::string &edgeId)>;
    static constexpr std::chrono::milliseconds travel{700};
    static constexpr std::chrono::milliseconds flash{240};
    static constexpr int beadsPerWire = 6;

    struct Bead
    {
        std::string edge;
        std::string message; ///< request or message id; a later refusal finds its bead by it
        EnvState state = EnvState::Running;
        bool reversed = false; ///< from the wire's end to its start
        bool hollow = false;   ///< a reply
        bool refused = false;  ///< stops at the port, flashes ×, goes back
        int count = 1;
        std::chrono::milliseconds age{0};
    };

    explicit BeadLayer(FindWire findWire);

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;
    void setBounds(const QRectF &bounds);

    /// A seventh bead on one wire thickens the wire instead.
    void send(Bead bead);
    /// The bead of this message is refused at its port; makes one when none travels.
    void refuse(Bead bead);
    /// Nothing is drawn, nothing runs while no view shows the scene.
    void setWatched(bool watched);
    void clear();
    /// Drops beads and pressure of wires that are gone.
    void prune();

    bool isRunning() const { return m_clock.isActive() || m_relax.isActive(); }
    int beadCount() const { return int(m_beads.size()); }
    /// One frame; the clock calls it with the time passed.
    void advanceBy(std::chrono::milliseconds step);

private:
    struct Spot
    {
        QPointF at;
        bool cross = false;
    };
    static std::chrono::milliseconds lifetime(const Bead &bead);
    Spot spot(const Bead &bead, const WireItem &wire) const;
    void press(const std::string &edge, int count, EnvState state);
    void relax();
    void startClock();
    void touch(const Bead &bead);

    FindWire m_findWire;
    QRectF m_bounds;
    std::vector<Bead> m_beads;
    std::map<std::string, int> m_pressure;
    QTimer m_clock;
    QTimer m_relax;
    QElapsedTimer m_elapsed;
    bool m_watched = false;
};

} // namespace lambdarium
