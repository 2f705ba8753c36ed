// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sampleevents.h"
#include "widgets/run/runview.h"

#include <map>

class QComboBox;
class QLineEdit;
class QMenu;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace lambdarium {

class TextLabel;

/// The event to send: whose it is, which saved one, its JSON, how often. Unsaved text is kept per function and
/// event while others are looked at. GUI thread; owned by the Run view.
class EventPane : public QWidget
{
    Q_OBJECT

public:
    explicit EventPane(const TextEditorFactory &editor, QWidget *parent = nullptr);

    void setWorkspace(const Workspace *workspace);
    void setModel(const Model &model);
    void setFunction(const QString &function);
    void setEvent(const QString &name);
    /// Another text than a saved event, shown under this name.
    void setUnsaved(const QString &text, const QString &name);
    /// Reads the folder again.
    void reload();

    QString function() const { return m_function; }
    QStringList events(const QString &function) const;
    QString currentEvent() const { return m_event; }
    RunRequest request() const;

    /// Shows where the text is not JSON; false when it is.
    bool showProblem();
    void setProgress(const RunSummary &summary, bool running);

Q_SIGNALS:
    void runRequested();
    void cancelRequested();
    void functionChosen(const QString &function);
    void eventsChanged();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *createChooser();
    QWidget *createNaming();
    QWidget *createRunBar();
    void retranslate();
    void fillFunctions();
    void fillEvents();
    void fillSamples();
    void load();
    void textChanged();
    void takeSample(SampleEventKind kind);
    void save();
    void saveAs();
    void askName();
    void removeEvent();
    void restoreRemoved();
    void tell(const QString &text, bool problem, const QString &action = {});
    void refreshButtons();
    QString draftKey() const { return m_function + QLatin1Char('\n') + m_event; }
    const SavedEvent *saved(const QString &function, const QString &name) const;
    QString storedText(const QString &name) const;
    SampleEventOptions sampleOptions() const;
    SampleEventKind likelySample() const;

    const Workspace *m_workspace = nullptr;
    Model m_model;
    std::vector<SavedEvent> m_events;
    QString m_function;
    QString m_event;
    QString m_unsavedName;
    std::map<QString, QString> m_drafts;    ///< by draftKey(): typed and not saved
    std::map<QString, QString> m_lastEvent; ///< by function
    QString m_removedName;
    QString m_removedText;
    bool m_loading = false;

    TextEditorHandle m_editor;
    QComboBox *m_functions = nullptr;
    QComboBox *m_names = nullptr;
    QToolButton *m_generate = nullptr;
    QMenu *m_samples = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_saveAs = nullptr;
    QToolButton *m_delete = nullptr;
    QWidget *m_naming = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_nameOk = nullptr;
    QToolButton *m_nameCancel = nullptr;
    QWidget *m_notice = nullptr;
    TextLabel *m_noticeText = nullptr;
    QPushButton *m_noticeAction = nullptr;
    TextLabel *m_repeatLabel = nullptr;
    QSpinBox *m_repeat = nullptr;
    TextLabel *m_parallelLabel = nullptr;
    QSpinBox *m_parallel = nullptr;
    QComboBox *m_type = nullptr;
    QPushButton *m_run = nullptr;
    QProgressBar *m_progress = nullptr;
    bool m_running = false;
};

/// Title of a generator in the user's language.
QString sampleTitle(const SampleEvent &sample);

} // namespace lambdarium
