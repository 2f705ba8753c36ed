// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
// WorkspaceDocument: the edits that canvas and inspector ask for.
#include "widgets/document/layoutdelta.h"
#include "widgets/document/coretext.h"
#include "widgets/document/textspan.h"
#include "widgets/document/undotexts.h"
#include "widgets/document/workspacedocument.h"

#include <algorithm>
#include <cmath>

namespace lambdarium {

namespace {

constexpr double gridStep = 24;
constexpr double duplicateOffset = 48;

QStringList lines(const std::vector<std::string> &details)
{
    QStringList list;
    for (const std::string &detail : details)
        list << QString::fromStdString(detail);
    return list;
}

bool isNote(const NodeId &id) { return id.starts_with("note:"); }

/// Several changes, each made on the text the one before left, to become one undo step.
class Chain
{
public:
    explicit Chain(const WorkspaceDocument &document) : m_document(document), m_file(*document.templateFile()) {}

    Result<NodeId> step(const Result<TemplateChange> &change)
    {
        if (!change)
            return change.error();
        Result<Template> next = Template::parse(applied(m_file.text(), change->edits), m_document.account(),
                                                m_document.limits());
        if (!next)
            return next.error().within("the changed template");
        m_file = std::move(next).value();
        m_details.insert(m_details.end(), change->details.begin(), change->details.end());
        return change->node;
    }
    const Template &file() const { return m_file; }
    const std::vector<std::string> &details() const { return m_details; }
    TextEdits edits() const { return spanBetween(m_document.text(), m_file.text()); }

private:
    const WorkspaceDocument &m_document;
    Template m_file;
    std::vector<std::string> m_details;
};

std::set<NodeId> idsOf(const Model &model)
{
    std::set<NodeId> ids;
    for (const Function &function : model.functions) {
        ids.insert(function.id);
        if (function.url)
            ids.insert(functionUrlNode(function.id));
    }
    for (const Queue &queue : model.queues)
        ids.insert(queue.id);
    for (const Topic &topic : model.topics)
        ids.insert(topic.id);
    for (const Bucket &bucket : model.buckets)
        ids.insert(bucket.id);
    for (const Schedule &schedule : model.schedules)
        ids.insert(schedule.id);
    for (const OtherResource &other : model.others)
        ids.insert(other.id);
    return ids;
}

} // namespace

Result<void> WorkspaceDocument::editable()
{
    flushParse();
    if (m_broken || !m_template)
        return Error{ErrorCode::Conflict,
                     tr("The template has an error; correct it first: %1")
                         .arg(m_problems.empty() ? QString() : coreText(m_problems.front().message))
                         .toStdString()};
    return {};
}

Result<void> WorkspaceDocument::set(const NodeId &node, const std::string &path, std::optional<std::string> value,
                                    const QString &undoText, int mergeId)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Result<TemplateChange> change = good().set(node, path, value);
    if (!change)
        return change.error();
    const int id = mergeId < 0
        ? -1
        : int(qHash(QByteArray::fromStdString(node + '\n' + path), size_t(mergeId)) & 0x3fffffff);
    push(std::move(change->edits), {}, undoText.isEmpty() ? changeText(node, path, value) : undoText, id);
    return {};
}

Result<void> WorkspaceDocument::apply(const TemplateChange &change, const QString &undoText, const QString &toast,
                                      std::optional<NodePosition> at)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    if (change.base != textMark(m_text))
        return Error{ErrorCode::Conflict, tr("The template has changed in the meantime; try again.").toStdString()};
    LayoutDelta layout;
    if (at && !change.node.empty())
        layout.moves[change.node].after = freePlace(*at);
    push(change.edits, std::move(layout), undoText);
    if (!toast.isEmpty() || !change.details.empty())
        Q_EMIT changeApplied(toast.isEmpty() ? undoText : toast, lines(change.details));
    return {};
}

NodePosition WorkspaceDocument::freePlace(NodePosition wish) const
{
    constexpr double width = 228;
    constexpr double height = 132;
    const auto taken = [&](const NodePosition &place) {
        return std::ranges::any_of(m_layout.positions, [&](const auto &entry) {
            return std::abs(entry.second.x - place.x) < width && std::abs(entry.second.y - place.y) < height;
        });
    };
    // Downwards keeps the flow from left to right readable.
    for (int tries = 0; tries < 200 && taken(wish); ++tries)
        wish.y += gridStep;
    return wish;
}

Result<NodeId> WorkspaceDocument::add(ResourceKind kind, NodePosition at, const std::string &wishedId,
                                      const NodeId &function, const std::string &runtime)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    const std::string wish = wishedId.empty() ? wishedName(kind) : wishedId;
    Result<TemplateChange> change = runtime.empty() ? good().add(kind, wish, function)
                                                    : good().add(kind, wish, function, runtime);
    if (!change)
        return change.error();
    const NodeId id = change->node;
    LayoutDelta layout;
    layout.moves[id].after = freePlace(at);
    push(std::move(change->edits), std::move(layout), tr("Add %1").arg(nodeName(id)));
    Q_EMIT changeApplied(tr("Added %1").arg(nodeName(id)), lines(change->details));
    return id;
}

Result<NodeId> WorkspaceDocument::addLayer(const std::string &wishedId, const std::string &contentUri,
                                           const NodeId &function)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Chain chain(*this);
    const Result<NodeId> added = chain.step(good().addLayer(wishedId, contentUri));
    if (!added)
        return added.error();
    const Function *user = chain.file().model().function(function);
    if (user) {
        // References of the model become references again; ARNs stay as they are.
        std::string list = "[";
        for (const std::string &layer : user->layers)
            list += chain.file().model().layer(layer) ? "{\"Ref\": \"" + layer + "\"}, " : "\"" + layer + "\", ";
        list += "{\"Ref\": \"" + *added + "\"}]";
        if (const Result<NodeId> set = chain.step(chain.file().set(function, "Layers", list)); !set)
            return set.error();
    }
    const QString text = user ? tr("Add layer %1 to %2").arg(nodeName(*added), nodeName(function))
                              : tr("Add %1").arg(nodeName(*added));
    push(chain.edits(), {}, text);
    Q_EMIT changeApplied(tr("Added %1").arg(nodeName(*added)), lines(chain.details()));
    return added;
}

Result<NodeId> WorkspaceDocument::addWired(ResourceKind kind, NodePosition at, const NodeId &other, EdgeKind wire,
                                           bool newIsSource)
{
    if (kind == ResourceKind::Schedule || kind == ResourceKind::FunctionUrl)
        return add(kind, at, {}, other);
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Chain chain(*this);
    const Result<NodeId> added = chain.step(good().add(kind, wishedName(kind)));
    if (!added)
        return added.error();
    const WireRequest request{.kind = wire, .from = newIsSource ? *added : other, .to = newIsSource ? other : *added};
    if (const Result<NodeId> wired = chain.step(chain.file().connect(request)); !wired)
        return wired.error();
    LayoutDelta layout;
    layout.moves[*added].after = freePlace(at);
    push(chain.edits(), std::move(layout), tr("Add %1 and connect it").arg(nodeName(*added)));
    Q_EMIT changeApplied(tr("Added %1 and connected it to %2").arg(nodeName(*added), nodeName(other)),
                         lines(chain.details()));
    return added;
}

Result<void> WorkspaceDocument::remove(const std::vector<NodeId> &nodes)
{
    const bool onlyNotes = std::ranges::all_of(nodes, isNote);
    LayoutDelta layout;
    TextEdits edits;
    std::vector<std::string> details;
    if (!onlyNotes) {
        if (const Result<void> ready = editable(); !ready)
            return ready.error();
        Chain chain(*this);
        for (const NodeId &node : nodes) {
            // A schedule or URL may have left with its function.
            if (isNote(node) || !idsOf(chain.file().model()).contains(node))
                continue;
            if (const Result<NodeId> removed = chain.step(chain.file().remove(node)); !removed)
                return removed.error();
        }
        const std::set<NodeId> left = idsOf(chain.file().model());
        for (const auto &[id, position] : m_layout.positions) {
            if (!left.contains(id))
                layout.moves[id].before = position;
        }
        edits = chain.edits();
        details = chain.details();
    }
    std::vector<Layout::Note> notes = m_layout.notes;
    std::erase_if(notes, [&](const Layout::Note &note) { return std::ranges::count(nodes, note.id) > 0; });
    if (notes.size() != m_layout.notes.size())
        layout.notes = std::pair(m_layout.notes, notes);
    push(std::move(edits), std::move(layout), deleteText(nodes));
    Q_EMIT changeApplied(deletedText(nodes), lines(details));
    return {};
}

Result<NodeId> WorkspaceDocument::rename(const NodeId &node, const std::string &newId)
{
    if (newId == node)
        return node;
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Result<TemplateChange> change = good().rename(node, newId);
    if (!change)
        return change.error();
    LayoutDelta layout;
    const NodeId renamed = change->node.empty() ? newId : change->node;
    for (const auto &[id, position] : m_layout.positions) {
        if (id != node && !id.starts_with(node + "/"))
            continue;
        layout.moves[id].before = position;
        layout.moves[renamed + id.substr(node.size())].after = position;
    }
    push(std::move(change->edits), std::move(layout), tr("Rename %1 to %2").arg(nodeName(node), nodeName(renamed)));
    Q_EMIT changeApplied(tr("Renamed %1 to %2").arg(nodeName(node), nodeName(renamed)), lines(change->details));
    return renamed;
}

Result<std::vector<NodeId>> WorkspaceDocument::duplicate(const std::vector<NodeId> &nodes)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Chain chain(*this);
    LayoutDelta layout;
    std::vector<NodeId> copies;
    std::vector<Layout::Note> notes = m_layout.notes;
    for (const NodeId &node : nodes) {
        if (const Layout::Note *original = note(node)) {
            Layout::Note copy = *original;
            copy.id = freeNoteId(notes);
            copy.position = {copy.position.x + duplicateOffset, copy.position.y + duplicateOffset};
            copies.push_back(copy.id);
            notes.push_back(std::move(copy));
            continue;
        }
        const Result<NodeId> copy = chain.step(chain.file().duplicate(node));
        if (!copy)
            return copy.error();
        const auto place = m_layout.positions.find(node);
        if (place != m_layout.positions.end())
            layout.moves[*copy].after = NodePosition{place->second.x + duplicateOffset,
                                                     place->second.y + duplicateOffset};
        copies.push_back(*copy);
    }
    if (notes.size() != m_layout.notes.size())
        layout.notes = std::pair(m_layout.notes, std::move(notes));
    push(chain.edits(), std::move(layout), duplicateText(nodes));
    Q_EMIT changeApplied(duplicateText(nodes), lines(chain.details()));
    return copies;
}

Result<void> WorkspaceDocument::connectNodes(const WireRequest &wire)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    Result<TemplateChange> change = good().connect(wire);
    if (!change)
        return change.error();
    push(std::move(change->edits), {}, tr("Connect %1 to %2").arg(nodeName(wire.from), nodeName(wire.to)));
    Q_EMIT changeApplied(tr("Connected %1 to %2").arg(nodeName(wire.from), nodeName(wire.to)), lines(change->details));
    return {};
}

Result<void> WorkspaceDocument::disconnectEdge(const std::string &edgeId)
{
    if (const Result<void> ready = editable(); !ready)
        return ready.error();
    const auto edge = std::ranges::find(model().edges, edgeId, &Edge::id);
    if (edge == model().edges.end())
        return Error{ErrorCode::NotFound, tr("This wire is gone.").toStdString()};
    const QString from = nodeName(edge->from);
    const QString to = nodeName(edge->to);
    Result<TemplateChange> change = good().disconnect(edgeId);
    if (!change)
        return change.error();
    push(std::move(change->edits), {}, tr("Disconnect %1 from %2").arg(from, to));
    Q_EMIT changeApplied(tr("Disconnected %1 from %2").arg(from, to), lines(change->details));
    return {};
}

void WorkspaceDocument::moveNodes(const std::map<NodeId, NodePosition> &positions, const QString &undoText)
{
    LayoutDelta layout;
    std::vector<Layout::Note> notes = m_layout.notes;
    for (const auto &[id, position] : positions) {
        const auto moved = std::ranges::find(notes, id, &Layout::Note::id);
        if (moved != notes.end()) {
            moved->position = position;
            continue;
        }
        const auto old = m_layout.positions.find(id);
        if (old != m_layout.positions.end() && old->second == position)
            continue;
        layout.moves[id].after = position;
        if (old != m_layout.positions.end())
            layout.moves[id].before = old->second;
    }
    if (notes != m_layout.notes)
        layout.notes = std::pair(m_layout.notes, std::move(notes));
    std::vector<NodeId> moved;
    for (const auto &[id, position] : positions)
        moved.push_back(id);
    push({}, std::move(layout), undoText.isEmpty() ? moveText(moved) : undoText);
}

void WorkspaceDocument::placeNodes(const std::map<NodeId, NodePosition> &positions)
{
    for (const auto &[id, position] : positions)
        m_layout.positions.try_emplace(id, position);
}

NodeId WorkspaceDocument::addNote(NodePosition at, const std::string &text)
{
    std::vector<Layout::Note> notes = m_layout.notes;
    const std::string id = freeNoteId(notes);
    notes.push_back({.id = id, .position = at, .text = text});
    LayoutDelta layout;
    layout.notes = std::pair(m_layout.notes, std::move(notes));
    push({}, std::move(layout), tr("Add note"));
    return id;
}

void WorkspaceDocument::setNoteText(const NodeId &id, const std::string &text)
{
    std::vector<Layout::Note> notes = m_layout.notes;
    const auto found = std::ranges::find(notes, id, &Layout::Note::id);
    if (found == notes.end() || found->text == text)
        return;
    found->text = text;
    LayoutDelta layout;
    layout.notes = std::pair(m_layout.notes, std::move(notes));
    push({}, std::move(layout), tr("Edit note"));
}

} // namespace lambdarium
