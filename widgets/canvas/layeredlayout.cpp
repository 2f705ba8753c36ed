// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/layeredlayout.h"

#include "widgets/canvas/nodegeometry.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace lambdarium {

namespace {

constexpr qreal columnGap = 84;
constexpr qreal rowGap = 40;
constexpr int sweeps = 4;

struct Slot
{
    const CanvasNode *node = nullptr;
    QSizeF size;
    int layer = 0;
    qreal y = 0; ///< of the centre
    std::vector<std::size_t> before, after;
    std::vector<std::size_t> below; ///< failure targets that hang under this node
    bool hanging = false;
};

class Layers
{
public:
    explicit Layers(const CanvasGraph &graph)
    {
        std::map<NodeId, std::size_t> index;
        for (const CanvasNode &node : graph.nodes) {
            if (node.kind == NodeKind::Note)
                continue;
            index.emplace(node.id, m_slots.size());
            m_slots.push_back({.node = &node, .size = geometry::nodeSize(node)});
        }
        for (const CanvasEdge &edge : graph.edges)
            addEdge(edge, index.at(edge.from), index.at(edge.to));
        hangFailureTargets();
        assignLayers();
        order();
        place();
    }

    std::map<NodeId, NodePosition> places() const
    {
        std::vector<qreal> widths(m_columns.size(), 0);
        for (const Slot &slot : m_slots)
            widths[std::size_t(slot.layer)] = std::max(widths[std::size_t(slot.layer)], slot.size.width());
        std::vector<qreal> lefts(m_columns.size(), 0);
        for (std::size_t i = 1; i < lefts.size(); ++i)
            lefts[i] = lefts[i - 1] + widths[i - 1] + columnGap;
        std::map<NodeId, NodePosition> result;
        for (const Slot &slot : m_slots) {
            const auto layer = std::size_t(slot.layer);
            const QPointF corner(lefts[layer] + (widths[layer] - slot.size.width()) / 2,
                                 slot.y - slot.size.height() / 2);
            const QPointF place = geometry::snapped(corner, slot.size);
            result[slot.node->id] = {place.x(), place.y()};
        }
        return result;
    }

private:
    void addEdge(const CanvasEdge &edge, std::size_t from, std::size_t to)
    {
        // The graph is in flow order: what points backwards closes a cycle and does not count.
        if (from < to) {
            m_slots[from].after.push_back(to);
            m_slots[to].before.push_back(from);
        }
        if (isFailure(edge.kind))
            m_failures.insert({from, to});
    }

    void hangFailureTargets()
    {
        for (const auto &[from, to] : m_failures) {
            Slot &target = m_slots[to];
            const bool onlyFailures = std::ranges::all_of(target.before, [&, to = to](std::size_t b) {
                return m_failures.contains({b, to});
            });
            if (target.hanging || !onlyFailures || from >= to)
                continue;
            target.hanging = true;
            m_slots[from].below.push_back(to);
        }
    }

    void assignLayers()
    {
        int last = 0;
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            for (const std::size_t b : m_slots[i].before) {
                const int step = m_slots[i].hanging && m_failures.contains({b, i}) ? 0 : 1;
                m_slots[i].layer = std::max(m_slots[i].layer, m_slots[b].layer + step);
            }
            last = std::max(last, m_slots[i].layer);
        }
        pullSources();
        m_columns.resize(std::size_t(last) + 1);
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            if (!m_slots[i].hanging)
                m_columns[std::size_t(m_slots[i].layer)].push_back(i);
        }
    }

    /// A source stands beside what it starts, not at the far left.
    void pullSources()
    {
        for (Slot &slot : m_slots) {
            if (!slot.before.empty() || slot.after.empty())
                continue;
            int nearest = m_slots[slot.after.front()].layer;
            for (const std::size_t a : slot.after)
                nearest = std::min(nearest, m_slots[a].layer);
            slot.layer = std::max(0, nearest - 1);
        }
    }

    void order()
    {
        std::vector<qreal> rank(m_slots.size());
        const auto renumber = [&](const std::vector<std::size_t> &column) {
            for (std::size_t i = 0; i < column.size(); ++i)
                rank[column[i]] = qreal(i);
        };
        std::ranges::for_each(m_columns, renumber);
        const auto mean = [&](std::size_t i, const std::vector<std::size_t> &others) {
            qreal sum = 0;
            for (const std::size_t o : others)
                sum += rank[o];
            return others.empty() ? rank[i] : sum / qreal(others.size());
        };
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (auto &column : m_columns) {
                std::ranges::stable_sort(column, {}, [&](std::size_t i) { return mean(i, m_slots[i].before); });
                renumber(column);
            }
            for (auto column = m_columns.rbegin(); column != m_columns.rend(); ++column) {
                std::ranges::stable_sort(*column, {}, [&](std::size_t i) { return mean(i, m_slots[i].after); });
                renumber(*column);
            }
        }
    }

    /// Height of a node with all that hangs under it.
    qreal stack(std::size_t i) const
    {
        qreal height = m_slots[i].size.height();
        for (const std::size_t b : m_slots[i].below)
            height += rowGap + stack(b);
        return height;
    }

    void put(std::size_t i, qreal centre)
    {
        m_slots[i].y = centre;
        qreal top = centre + m_slots[i].size.height() / 2 + rowGap;
        for (const std::size_t b : m_slots[i].below) {
            m_slots[b].layer = m_slots[i].layer;
            put(b, top + m_slots[b].size.height() / 2);
            top += stack(b) + rowGap;
        }
    }

    void place()
    {
        for (const auto &column : m_columns)
            placeColumn(column, &Slot::before);
        for (auto column = m_columns.rbegin(); column != m_columns.rend(); ++column)
            placeColumn(*column, &Slot::after);
        for (const auto &column : m_columns)
            placeColumn(column, &Slot::before);
    }

    /// Each node wants to stand level with its neighbours; the one above has the right of way.
    void placeColumn(const std::vector<std::size_t> &column, std::vector<std::size_t> Slot::*neighbours)
    {
        qreal free = -1e9;
        for (const std::size_t i : column) {
            Slot &slot = m_slots[i];
            qreal sum = 0;
            int count = 0;
            for (const std::size_t n : slot.*neighbours) {
                if (!m_slots[n].hanging || slot.hanging) {
                    sum += m_slots[n].y;
                    ++count;
                }
            }
            const qreal half = slot.size.height() / 2;
            const qreal wish = count ? sum / count : slot.y;
            const qreal centre = std::max(wish, free + half);
            put(i, centre);
            free = centre - half + stack(i) + rowGap;
        }
    }

    std::vector<Slot> m_slots;
    std::set<std::pair<std::size_t, std::size_t>> m_failures;
    std::vector<std::vector<std::size_t>> m_columns;
};

} // namespace

std::map<NodeId, NodePosition> layeredLayout(const CanvasGraph &graph) { return Layers(graph).places(); }

std::map<NodeId, NodePosition> missingPlaces(const CanvasGraph &graph, const std::map<NodeId, NodePosition> &placed)
{
    std::map<NodeId, NodePosition> result;
    const std::map<NodeId, NodePosition> ideal = layeredLayout(graph);
    std::map<NodeId, NodePosition> known;
    for (const auto &[id, position] : placed) {
        if (ideal.contains(id))
            known.emplace(id, position);
    }
    if (known.size() == ideal.size())
        return result;
    if (known.empty())
        return ideal;
    const auto clear = [&](const NodePosition &place) {
        return std::ranges::none_of(known, [&](const auto &entry) {
            return std::abs(entry.second.x - place.x) < 228 && std::abs(entry.second.y - place.y) < 132;
        });
    };
    for (const auto &[id, wish] : ideal) {
        if (known.contains(id))
            continue;
        NodeId neighbour = known.begin()->first;
        for (const CanvasEdge &edge : graph.edges) {
            if (edge.from == id && known.contains(edge.to))
                neighbour = edge.to;
            else if (edge.to == id && known.contains(edge.from))
                neighbour = edge.from;
        }
        const NodePosition base = ideal.at(neighbour);
        const NodePosition real = known.at(neighbour);
        NodePosition place{real.x + wish.x - base.x, real.y + wish.y - base.y};
        for (int tries = 0; tries < 200 && !clear(place); ++tries)
            place.y += geometry::gridStep;
        known.emplace(id, place);
        result.emplace(id, place);
    }
    return result;
}

} // namespace lambdarium
