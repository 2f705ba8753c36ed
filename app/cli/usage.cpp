// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

namespace lambdarium {

QString usageText()
{
    return QStringLiteral(R"(Lambdarium - a desktop workbench for Lambda-style functions

  lambdarium [WORKSPACE] [--port N] [--theme light|dark] [--lang en|pt_BR]
      open the window (Welcome when no folder is given)
  lambdarium serve WORKSPACE [--port 4566] [--trust] [--strict-cold-start] [--simulate-cold-start]
      run the workspace without a window: endpoint, triggers, function logs on standard output
  lambdarium invoke FUNCTION [--event FILE|-] [--workspace DIR] [--type RequestResponse|Event|DryRun]
                    [--log Tail] [--qualifier Q] [--trust] [--strict-cold-start] [--simulate-cold-start]
      run a function once; the response goes to standard output
  lambdarium set FUNCTION KEY=VALUE... [--workspace DIR]
      change settings in the template (MemorySize=512, Environment.Variables.STAGE=test, Timeout= removes)
  lambdarium add FUNCTION [--template python] [--runtime R] [--workspace DIR]
      add a function to the template, with code that works; 'lambdarium templates' lists what there is
  lambdarium adopt FUNCTION [--workspace DIR]
      put a function that the Lambda API made into the template, and its code into a folder of the workspace
  lambdarium build [FUNCTION|LAYER...] [--workspace DIR] [--trust] [--dry-run [--json]]
      run the build steps (pip, npm, make, CMake, cargo, go, mvn, bundle), all of them when none is named;
      --dry-run prints what they would run and runs nothing
  lambdarium package FUNCTION|LAYER --out FILE.zip [--workspace DIR]
      write the deployment package: same content, same bytes
  lambdarium import FUNCTION|LAYER FILE.zip [--workspace DIR]
      replace the code by what a deployment package holds; the old code is kept
  lambdarium validate WORKSPACE
      check the template and the code it points to
  lambdarium screenshot WORKSPACE --out FILE.png [--view VIEW] [--theme light|dark]
                    [--lang en|pt_BR] [--size WIDTHxHEIGHT]
      write a picture of the window; VIEW: design, code, run, observe, settings, isolation, environment, execution,
      trust, new-function
  lambdarium demo WORKSPACE [--picture FILE.png] [--port N] [--trust]
      fire each trigger of the workspace once and print what happens
  lambdarium env [list] [--workspace DIR] [--json]
      the execution environments of the core that runs
  lambdarium env show|kill|freeze|thaw|recycle ID [--workspace DIR] [--json]
      one of them: its processes, memory, /tmp; or end it, stop and continue it, replace it
  lambdarium trust WORKSPACE [isolated|trusted|restricted] [--unprotected]
      show or set what this workspace may do when its window is open
  lambdarium doctor [--json]
      what the walls of this machine are worth, and which interpreters and tools it has
  lambdarium --help | --version

A verb that runs code is the grant for its own run: behind the walls, without a network; --trust adds the network that
the template asks for, and downloads to builds. --strict-cold-start executes the interpreter each time instead of
copying a warm one; --simulate-cold-start adds an estimate of the time that a cold start takes in the cloud, marked in
the log.
Add --verbose to see the program's own log on standard error.
Exit codes: 0 done; 1 the function failed; 2 usage or invalid input; 3 this machine or the port; 4 throttled.
)");
}

} // namespace lambdarium
