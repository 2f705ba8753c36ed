<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Choices</name>
    <message>
        <source>Follow system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Current: memory 128 to 10240 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classic (2019): memory 128 to 3008 MB by 64</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EnvState</name>
    <message>
        <source>Cold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Idle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::BuildSection</name>
    <message>
        <source>Build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the deployment package as a zip file: the same code gives the same bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace the code folder by what a deployment zip holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built as its folder asks for (CMakeLists.txt, Cargo.toml, go.mod, pom.xml, requirements.txt, package.json); code without one runs as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for another build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed after %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has to be built before it can run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::Canvas</name>
    <message>
        <source>%1 %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a spoken list</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 output: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 outputs: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on failure %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>after %n tries</source>
        <translation>
            <numerusform>after %n try</numerusform>
            <numerusform>after %n tries</numerusform>
        </translation>
    </message>
    <message>
        <source>on success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open to callers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FIFO queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every %1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other resource</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages start the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New objects start the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications start the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule starts the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of the URL start the function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications go to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead letters after too many tries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead-letter queue of asynchronous events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function&apos;s code uses it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A %1 starts a function; it cannot reach a %2. Drop on empty space to add a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be sent to a %1: it only starts a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A %1 cannot be connected to a %2. A function can stand between them: drop on empty space to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n messages</source>
        <translation>
            <numerusform>%n message</numerusform>
            <numerusform>%n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message>
        <source>Next at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triggers stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one cell = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for a build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Building · %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The build failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CanvasOverlays</name>
    <message>
        <source>Show only %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select (V)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan (H, or hold Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function URL (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a queue (Q)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a topic (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a schedule (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a bucket (B)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a note (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy the layout (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out (Ctrl+-)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in (Ctrl++)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit (Ctrl+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CanvasView</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function URL has no name of its own; rename its function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a message…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purge messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fire now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to…	W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit	F2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename	F2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate	Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy the layout	L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit	Ctrl+0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect	Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 · %2
Click to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New function…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not in the template. Adopt it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ChartWidget</name>
    <message>
        <source>Show as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ChoiceFieldRow</name>
    <message>
        <source>Not set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CodeEditor</name>
    <message>
        <source>Source code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CodeLink</name>
    <message>
        <source>No code to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a function, or add one on the canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file of this workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CommandPalette</name>
    <message>
        <source>Go to a function, file or setting; &gt; for commands, : for a line, = to set a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ConcurrencyChart</name>
    <message>
        <source>Nothing has run yet. Press Ctrl+Enter to send an event: each environment in use raises the line by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account limit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrency of %1: %2 now, at most %3 in view; %4; %5 refused, %6 cold starts in view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in use, %2 refused about here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ConcurrencyPanel</name>
    <message>
        <source>Show in Observe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrency of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n throttle(s)</source>
        <translation>
            <numerusform>%n throttle</numerusform>
            <numerusform>%n throttles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cold start(s)</source>
        <translation>
            <numerusform>%n cold start</numerusform>
            <numerusform>%n cold starts</numerusform>
        </translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ConfigurePage</name>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execution role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1Role, made by SAM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Policies are stored and shown, but not yet enforced: a call that AWS would deny works here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares the account&apos;s %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: every request is refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left unreserved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not deployed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/tmp: %1 used of %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Lambda API changed %1. That counts until the template changes it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ConnectionsSection</name>
    <message>
        <source>Nothing is connected. Drag a wire from a port on the canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After so many receives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw message delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report single failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key ends with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::CoreText</name>
    <message>
        <source>%1 already reads this queue: each message will go to only one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 also sends to this queue: it can start itself again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 also reads this queue: it can start itself again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 also listens to this topic: it can start itself again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 also publishes to this topic: it can start itself again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue&apos;s visibility timeout (%1 s) is shorter than the function&apos;s timeout (%2 s), which AWS refuses; it will be raised to six times that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads batches of up to 10 messages, in order within each message group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads batches of up to 10 messages; what fails returns to the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 would both be started by and write to this bucket: use different prefixes, or it starts itself again and again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every new object in the bucket invokes %1 asynchronously.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may read and write the bucket: environment variable and S3CrudPolicy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may send to the queue: environment variable and SQSSendMessagePolicy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may publish to the topic: environment variable and SNSPublishMessagePolicy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This replaces %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result of every successful asynchronous event goes to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asynchronous events that still fail after %1 retries go to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asynchronous events that still fail after their retries go to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 already dead-letters to this queue: messages would go in a circle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages received 3 times without success move to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every message of the topic invokes %1 asynchronously.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The schedule will invoke %1 asynchronously.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Callers of the URL wait for the answer of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every message of the topic is put into %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be sent to a schedule or a URL: they only start functions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A schedule cannot read from a queue. Drop on empty space to add a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A schedule can only invoke a function. Drop on empty space to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A URL can only invoke a function. Drop on empty space to add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A queue does not send by itself: put a function in between that reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A topic delivers to functions and queues only: put a function in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bucket can only notify a function here: put one in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bucket cannot be this kind of destination here; the function can use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One function calls another from its code; as wires there are on failure and on success.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A FIFO queue cannot receive the events of a function; use a standard queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has no resource %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has no wire %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has no %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is shown but not run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A wire needs two different ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This wire is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 already has a function URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; a bucket event needs an AWS::Serverless::Function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function and has no events of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; change its type in the text to give it a FunctionUrlConfig.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an AWS::Lambda::Function; only AWS::Serverless::Function has triggers inside. Change its type in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something shared refers to %1; remove it in the text first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 comes from Globals or a shared part of the template; remove it there in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be changed without breaking the template; edit its text. (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function URL has no name of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function has one URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template already has %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is not UTF-8 text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has %1 bytes; CloudFormation&apos;s limit, and this program&apos;s, is 1 MB (1048576 bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Container images cannot run here; Zip functions can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of this function lies in S3, outside of the workspace; it cannot run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of an environment variable must be text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This destination is not a queue, topic or function of the template; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API events are kept but not served yet; a function URL calls this function over HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events of type %1 are kept but not run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 of event %2 is not in this template, so nothing arrives from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This subscription (%1) leads outside of the workspace and is not run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The endpoint of this subscription is not in the template, so nothing arrives there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notifications to queues and topics are kept but not run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event source mapping reads something the workbench does not run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function of this URL is not in the template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AWS::Serverless resources need the line &quot;Transform: AWS::Serverless-2016-10-31&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of %1 stands in the template itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CodeUri %1 of %2 leads out of the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code folder %1 of %2 does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CodeUri %1 of %2 is not a folder; archives are not unpacked here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handlers of %1 are classes, not files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad handler &apos;%1&apos;: it needs the form file.function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file for handler %1 of %2 (tried %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no starter code for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no template.yaml, template.yml or template.json in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be saved: the workspace %2 is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 bytes; more than %3 are not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is growing while it is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening the workspace %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opening %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>making the folder %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>making %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copying %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of %1 keeps changing; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python 3 (3.8 or later) is not installed: apt install python3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node.js is not installed: apt install nodejs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs on the installed %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1 is taken by another process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1 is taken by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1 may not be opened by this user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listening on port %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 Metered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 File-guarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 Unprotected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 Unavailable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program inside the walls was killed: see the kernel&apos;s log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runtime %1 cannot run here; Python, Node.js, Ruby, Java and provided.al2023 can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node.js (ES module)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node.js (response streaming)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A handler that logs its event and greets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An async handler in a CommonJS module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An async handler in an ES module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams its answer through a function URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A handler method that logs its event and greets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A RequestHandler, built by Maven.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program of its own on the Runtime API, built by CMake; no dependency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program of its own on lambda_runtime, built by Cargo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A program of its own on aws-lambda-go, built by go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bootstrap that asks the Runtime API by curl, and a handler function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace stays restricted: nothing of it was run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read your home folder and the password file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to system folders or the function&apos;s code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reach services on this machine&apos;s loopback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a route to any other machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reach abstract sockets of the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See other processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Touch the environment&apos;s own supervisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regain rights: namespaces, mounts, root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find inherited files or variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill more of /tmp than the function may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take more memory than the function has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlive the end of the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User namespace: no right of yours inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own file system root, read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own process numbers; all end with the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own network with nothing but loopback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own shared memory, host name and control groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landlock: a second wall around files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of system calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All capabilities dropped, none to be gained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory and CPU limits by the kernel&apos;s control groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its daemon went with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its daemon still runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>killed at %1 of %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 foreign processes in /proc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 descriptors, %2 variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test found a hole: %1 (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test could not try this, so it is not promised: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test did not come to an end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template asks for the network of this machine. That takes a trusted workspace: the function runs isolated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ruby (2.7 or later) is not installed: apt install ruby</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Java (11 or later) is not installed: apt install default-jre-headless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runtime %1 cannot run here. Publish the function self-contained (dotnet publish --self-contained) with a bootstrap and choose provided.al2023.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no environment %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 is frozen already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 is not frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace is restricted: nothing of it may run. Allow it in the window or with &apos;lambdarium trust&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace is restricted: nothing of it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No build of %1 is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has no function or layer %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer %1 has no content in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is neither a layer of the template nor its ARN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to pack in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The build left nothing in $ARTIFACTS_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network mode &apos;%1&apos; is not one of Isolated, NoRoute, Endpoints, Egress, Full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow belongs to the network modes Endpoints and Egress.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow is a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function can be allowed 64 hosts and ports at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not host:port, or a port that the environment itself uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a service that has VPC endpoints.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in Allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no endpoint for this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name leads to this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too many connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project itself allows less than that: see .lambdarium/trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none delegated; memory and CPU are metered instead (log in through a systemd session)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 Enforced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version 2: memory, CPU, processes and freezing, in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version 1: memory, CPU and processes, in %1; freezing by signals</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::DeskPage</name>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::DurationHeatmap</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No invocation has ended yet. Run one: its duration appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No invocation of %1 ended in view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 invocations of %2 in view, %3 failed: half took at most %4, 95 % at most %5, 99 % at most %6.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99 ms</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EditorPane</name>
    <message>
        <source>Close %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n on old code</source>
        <translation>
            <numerusform>%n on old code</numerusform>
            <numerusform>%n on old code</numerusform>
        </translation>
    </message>
    <message>
        <source>Hot reload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running invocations finish on the code they started with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved code is what the next invocation runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed on disk while you were editing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentDesk</name>
    <message>
        <source>Environment %1 is frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 goes when it is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 was killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentFacts</name>
    <message>
        <source>Restored (SnapStart)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, peak %2 of %3 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to the outside yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ %1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⊘ %1 refused: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n earlier</source>
        <translation>
            <numerusform>… and %n earlier</numerusform>
            <numerusform>… and %n earlier</numerusform>
        </translation>
    </message>
    <message>
        <source>Life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invocations served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk (/tmp)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentLanes</name>
    <message>
        <source>No environment yet. The first request makes one: that is a cold start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 earlier ones do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1, gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1: init, %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request #%1 in %2: failed after %3 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request #%1 in %2: %3 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 had %2 environments, %3 of them alive; together they served %4 requests, %5 failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1: restored from a snapshot, %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of it simulated: %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1: frozen by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1, kept warm. Click to open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1, gone: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentLog</name>
    <message>
        <source>Earlier lines could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of this environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No lines yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this environment writes appears here at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentPage</name>
    <message>
        <source>Function %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the function on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This environment is gone. What it wrote stays below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This environment is gone: %1. What it wrote stays below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen by you: no process of it runs, and the deadline of its invocation stands still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It finishes its invocation on the old code and goes then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its processes could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of this environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No environment is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a cell of a function on the canvas, or a lane in Observe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EnvironmentSection</name>
    <message>
        <source>No variables. Add one, or draw a wire to a queue, topic or bucket.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::Environments</name>
    <message>
        <source>Frozen by you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept warm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment is ending already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The environment is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is frozen already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no process to freeze yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes already, when its invocation ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes, memory, disk, network and log of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops every process of it; the clock of its invocation stands still too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets its processes go on where they stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes once its invocation has ended; the next invocation starts cold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends every process at once; a running invocation fails, as after a crash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was idle for too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its code or configuration changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it made room for another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its invocation ran into the timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you killed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you recycled it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 Enforced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 Metered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 File-guarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 Unprotected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 Simulation only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code cannot read your files, and writes only in its own /tmp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot reach your network, your other processes or their memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot outlive its time limit: the kernel ends the whole process tree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory and CPU are measured many times a second and enforced from outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code cannot read your home folder, /etc or other projects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It writes only in its own folder for /tmp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limit, end of the process tree and resource limits. Nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No process of a function is started: durations are simulated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault of the kernel itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be learned from how busy disk and processor are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory may pass its limit for some milliseconds between two measurements.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares of the CPU are met within about two points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other processes can be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size of /tmp is only looked at now and then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is all or nothing; none of it hangs as in a VPC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code can read your files. Run only code of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of your code really runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VPC without a route</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VPC with endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named hosts only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaches the services of this workspace. Anything else is refused at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like a VPC subnet without NAT: what leads outside hangs until the timeout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like a VPC with endpoints: the services listed below answer, all else hangs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the hosts and ports listed below are reached; each connection is logged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine&apos;s own network, the internet included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs isolated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of this workspace runs: browse, edit and validate only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its code runs behind the walls and reaches only the services of this workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As isolated, and the template&apos;s network settings and builds with downloads hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel&apos;s control groups hold memory and CPU to their limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A burst may pass the memory limit by up to 64 MB for some milliseconds before it is ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the network off it reaches nothing but its own endpoint; its process tree ends with its time limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/var/task, /opt and /tmp are elsewhere: LAMBDA_TASK_ROOT and TMPDIR say where.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::EventPane</name>
    <message>
        <source>API Gateway, REST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API Gateway, HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S3, object created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S3, object removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQS message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SNS notification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kinesis records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DynamoDB changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has 1 to %1 characters and none of / \ : * ? &quot; &lt; &gt; |</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An event named %1 exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a sample event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the event under a new name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the saved event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send as an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the function is invoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (edited)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsaved event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event is not JSON. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send no more; those on their way are awaited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the event (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ExecutionPage</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build and package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it can reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example.com:443, or sqs, s3 as endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels filter only with the format JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracing and start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SnapStart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not granted: nothing of this workspace runs yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not granted in this workspace: it runs isolated until you trust it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions and their aliases are restored; $LATEST starts anew. Each restore has run its own initialisation, where the cloud copies one snapshot.</source>
        <translation>Versions and their aliases are restored; $LATEST starts anew. Each restore has run its own initialisation, where the cloud copies one snapshot.</translation>
    </message>
</context>
<context>
    <name>lambdarium::Field</name>
    <message>
        <source>Reset %1 to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise it to %1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::FileBuffer</name>
    <message>
        <source>%1 is not a UTF-8 text file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::FileList</name>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events of all functions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::FindBar</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match (Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::HeaderBar</name>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::HistoryPane</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished runs appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::Inspector</name>
    <message>
        <source>reads the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is read by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is started by objects of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listens to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivers to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is started by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is called through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes dead letters of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead letters go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes failed events of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on failure to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes results of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on success to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is used by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a node on the canvas to see and change its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder to see its functions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has an error; these are its last good settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown, not run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visibility timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps messages for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate(5 minutes), or cron(minutes hours day month weekday year) in UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual scheduled event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>triggers are stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed (IAM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origins allowed (CORS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None; https://example.com, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the template and shown, but nothing of it runs here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about this function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content (folder or zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runtimes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All; python3.13, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build and package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function yet. Add it in the function&apos;s Execution settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deployed, not in the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::IsolationPage</name>
    <message>
        <source>Isolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not engaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries the walls from inside, as at every start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine holds up to %1 environments and %2 MB for them; now %3 live with %4 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an open workspace nothing runs and nothing is tested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything, until the self-test has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To reach the next level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-test: what code inside tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinary mistakes and ordinary malice are held; this is no promise for hostile code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your files are held, other things are not: read below before you run foreign code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function runs here: the walls that are needed could not be shown to stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tested at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What keeps code from your files could not be shown to stand: run only code of your own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LayerSection</name>
    <message>
        <source>No layers. Code and libraries of a layer appear below /opt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers, later wins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later layers win. Alt+Up and Alt+Down move, Delete removes, Enter opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier (Alt+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the layer (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the layer (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New layer from a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New layer from a zip file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by ARN…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by ARN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ARN of a layer version; it is kept in the template, and its content has to be in the workspace to be used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layer %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reorder the layers of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove layer %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function has at most %1 layers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LivePage</name>
    <message>
        <source>This session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrency now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time and memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration, p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, peak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n environment(s) finish on the old code.</source>
        <translation>
            <numerusform>%n environment finishes on the old code.</numerusform>
            <numerusform>%n environments finish on the old code.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::LogFilter</name>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A regular expression is not closed: end it with /.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regular expression is wrong: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a level; use debug, info, warn or error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a duration; write 200ms or 1.5s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be compared; write %1:%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cold is yes or no.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LogHistogramStrip</name>
    <message>
        <source>Events over time, by level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to select a time; Esc clears it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LogModel</name>
    <message numerus="yes">
        <source>%n event(s) came too fast to be shown here</source>
        <translation>
            <numerusform>%n event came too fast to be shown here</numerusform>
            <numerusform>%n events came too fast to be shown here</numerusform>
        </translation>
    </message>
    <message>
        <source>refused, %1 of %2 in use: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1 follows at %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given up (%1) and lost: no target for failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given up (%1), sent to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… %n more byte(s) in this event</source>
        <translation>
            <numerusform>… %n more byte in this event</numerusform>
            <numerusform>… %n more bytes in this event</numerusform>
        </translation>
    </message>
    <message>
        <source>built in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>build cancelled after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>build failed after %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LogPanel</name>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow new events (End)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find above (Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find below (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the find bar (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fn:Name level&gt;=warn dur&gt;1s cold:yes req:7c1d &quot;words&quot; -not re:/a+b/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Ctrl+Enter to send the chosen event: its log appears here at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LogRowPainter</name>
    <message>
        <source>env %1 · init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>env %1 · cold start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>env %1 · warm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>billed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>init</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(longer; the rest is not kept)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>process ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>init failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message>
        <source>build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of it simulated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::LogView</name>
    <message>
        <source>Log events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events are hidden. Clear the filter to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as JSON lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replay this request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open environment %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::MemoryField</name>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory, in steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 vCPU</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::MemoryScale</name>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::MiniMap</name>
    <message>
        <source>Overview map</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::NameField</name>
    <message>
        <source>New name of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::NewFunctionDialog</name>
    <message>
        <source>New function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name in the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MyFunction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found on this machine: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found on this machine: %1. The function can be written, but not built or run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its build fetches packages, so the workspace has to be trusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters and digits only, as CloudFormation wants it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template already has %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::NoteField</name>
    <message>
        <source>Text of the note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ObserveView</name>
    <message>
        <source>nothing recorded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move with the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function of the environments and durations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concurrency by function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all functions against the account limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log scale, colour strength is request count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environments of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one lane each: id, requests served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>messages waiting and age of the oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::OutsidePage</name>
    <message>
        <source>Made through the Lambda API. It runs here and is kept, but a deployment of the template would not have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adopt into template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the function into the template, and its code into a folder of the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete function…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lambdarium::PackageDesk</name>
    <message>
        <source>The workspace is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has an error; correct it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add function %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip file of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer could not be copied into the workspace: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not built</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not built: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has a build step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the package of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a package for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code of %1 was replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 zipped, %3 unzipped, %4 files · sha256 %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n build(s) succeeded</source>
        <translation>
            <numerusform>%n build succeeded</numerusform>
            <numerusform>%n builds succeeded</numerusform>
        </translation>
    </message>
    <message>
        <source>The code before is kept in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the layer into the workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in the template already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is in the template now, as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its code, versions, aliases and settings go. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was deleted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template can be read, and every handler is where it should be.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ProblemsSection</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show line %1 of the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ProcessTable</name>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::QueueChart</name>
    <message>
        <source>No queue has been used yet. Send a message to one from the canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known of %1 yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 messages wait, %3 are in flight, the oldest is %4 s old; at most %5 waited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest, s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ResponsePane</name>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the response is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A response cannot be edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function to send it an event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Ctrl+Enter to send “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crashed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>202 accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>billed %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>init %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n succeeded</source>
        <translation>
            <numerusform>%n succeeded</numerusform>
            <numerusform>%n succeeded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n throttled</source>
        <translation>
            <numerusform>%n throttled</numerusform>
            <numerusform>%n throttled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 shortest, %2 median, %3 p95, %4 longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more frame(s)</source>
        <translation>
            <numerusform>%n more frame</numerusform>
            <numerusform>%n more frames</numerusform>
        </translation>
    </message>
    <message>
        <source>at %1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event was accepted; its log shows what came of it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::RunController</name>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the event is empty; {} is the smallest one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than one JSON value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace was closed while the run was going.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is going; cancel it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat takes 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parallel takes 1 to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::RunView</name>
    <message>
        <source>Log of this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event of that request is not kept any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replay of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::SessionSettings</name>
    <message>
        <source>This workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strict cold starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each environment starts its interpreter anew instead of copying a warm one: slower, and nothing is shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Realistic cold-start time (simulated)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the time that package size and runtime cost in the cloud. Marked as simulated wherever it shows; only for this session.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches at once; logs and AWS messages stay as they are written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light, dark or high contrast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of text and controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apart from the zoom of code and canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No moving messages; a wire shows its rate instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ranges that memory, timeout and concurrency are checked against.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::Shell</name>
    <message>
        <source>Editing only: nothing runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file also changed on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything is saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to or run a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples and recent folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the current event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start or stop triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide logs and concurrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy the layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed on disk while you were editing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can run without the core.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered in %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide code or files at the side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect the selected node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the selected node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate the selected nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the URL of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a message to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a file into %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fire %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has an error in line %2; the canvas shows what it last said.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust in this workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strict cold starts on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Realistic cold-start time (simulated) on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New function…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build the selected function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the package of the selected function…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a package for the selected function…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel all builds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adopt into template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adopt the selected function into the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::StackLine</name>
    <message>
        <source>Open %1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::StatusBar</name>
    <message>
        <source>Ln %1, Col %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No runtime found</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n runtime(s) ready: %1</source>
        <translation>
            <numerusform>%n runtime ready: %1</numerusform>
            <numerusform>%n runtimes ready: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline, all local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message>
        <source>No problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next problem (F8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invocations running now, of the account&apos;s concurrency limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation of this machine: %1
%2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TemplateBuffer</name>
    <message>
        <source>%1 is not a UTF-8 text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::ToastHost</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TopBar</name>
    <message>
        <source>Event: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start triggers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lambdarium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a function, log, setting or command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to or run a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event that Run sends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues are read and schedules fire. Click to stop them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let queues be read and schedules fire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold starts are lengthened as in the cloud (simulated). Durations you see are not only measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This workspace: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated cold starts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggerDesk</name>
    <message>
        <source>Sent to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put %1 into %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purged %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fired %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggerDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a message to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a file into %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function waits for keys that begin with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call the URL of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path and query</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purge %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete all messages of %1? %n message(s) are lost for good.</source>
        <translation>
            <numerusform>Delete all messages of %1? %n message is lost for good.</numerusform>
            <numerusform>Delete all messages of %1? %n messages are lost for good.</numerusform>
        </translation>
    </message>
    <message>
        <source>Purge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TriggersPage</name>
    <message>
        <source>Wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asynchronous events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::TrustDialog</name>
    <message>
        <source>Run code of %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You asked for something that runs code of this folder for the first time. This is what can run then, and how:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is what can run, and how. The choice is kept for this folder, outside of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can run</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n function(s)</source>
        <translation>
            <numerusform>%n function</numerusform>
            <numerusform>%n functions</numerusform>
        </translation>
    </message>
    <message>
        <source>Build commands, when you build</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 asks for: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function asks for more than the services of this workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run isolated grants none of it; Trust does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-test has not ended yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolation of this machine: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay restricted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restrict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run isolated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Isolate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what builds would run…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here has a build step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What builds would run could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands that build %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>which run, of this workspace&apos;s own files:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands of the workspace&apos;s own files for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads packages: runs only if you trust this workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay isolated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You agreed to that for this workspace. Restrict takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To run it all the same, type the name of this workspace: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of this workspace, to agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run unprotected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::UrlRow</name>
    <message>
        <source>Function URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known once the function is deployed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::UsageBar</name>
    <message>
        <source>Used %1 MB median, %2 MB peak of %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::VariableRow</name>
    <message>
        <source>NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of variable %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the new variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of variable %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up the new variable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refers to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of variable %1, computed by the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the value while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename variable %1 of %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add variable %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove variable %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::Welcome</name>
    <message>
        <source>%1 not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with something that runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions, queues, topics and buckets on this machine. No account, no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the orders demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An order comes in by URL, waits in a queue, is charged; images get thumbnails; a schedule reconciles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A handler and an event to call it with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A queue, its consumer and a dead-letter queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scheduled job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function that runs every few minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A template and a canvas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with template.yaml, .yml or .json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runtimes found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::WindowHost</name>
    <message>
        <source>This workspace is open in another window, which was asked to come to the front.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::WiringInteraction</name>
    <message>
        <source>The template has an error; correct it before connecting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a function can be started by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has a URL already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here can be connected to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a function first: a %1 starts one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop on empty space to add a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to connect %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release to connect %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several meanings are possible; you will be asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add and connect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::WorkspaceDocument</name>
    <message>
        <source>The template has an error; correct it first: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has changed in the meantime; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add %1 and connect it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added %1 and connected it to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This wire is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnected %1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template was changed by another program; choose which text to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reload changed template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template was changed by another program and has been read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge changed template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template was changed by another program; both changes were merged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the template from disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temporary disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reserved concurrency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>execution role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>runtime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visibility timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>variable %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change %1 of %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>Move %n node</numerusform>
            <numerusform>Move %n nodes</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n nodes</source>
        <translation>
            <numerusform>Delete %n node</numerusform>
            <numerusform>Delete %n nodes</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n nodes</source>
        <translation>
            <numerusform>Deleted %n node</numerusform>
            <numerusform>Deleted %n nodes</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n nodes</source>
        <translation>
            <numerusform>Duplicate %n node</numerusform>
            <numerusform>Duplicate %n nodes</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layer %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lambdarium::WorkspaceFiles</name>
    <message>
        <source>This workspace is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
