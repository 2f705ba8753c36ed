// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sandbox.h"
#include "core/loop/eventloop.h"

#include <functional>
#include <memory>
#include <string>

/// Environments without processes: the handler is a function of this program, and it answers at once.
class EchoSandbox : public lambdarium::Sandbox
{
public:
    using Handler = std::function<lambdarium::InvocationResult(const lambdarium::EnvironmentSpec &spec,
                                                               const lambdarium::InvocationRequest &request)>;

    EchoSandbox(lambdarium::EventLoop &loop, Handler handler) : m_loop(loop), m_handler(std::move(handler)) {}

    std::unique_ptr<lambdarium::SandboxEnvironment> launch(lambdarium::EnvironmentSpec spec,
                                                           lambdarium::EnvironmentObserver &observer) override
    {
        return std::make_unique<Environment>(*this, std::move(spec), observer);
    }
    lambdarium::Result<std::string> runtimeNote(const std::string &) const override { return std::string(); }

private:
    class Environment : public lambdarium::SandboxEnvironment
    {
    public:
        Environment(EchoSandbox &sandbox, lambdarium::EnvironmentSpec spec, lambdarium::EnvironmentObserver &observer)
            : m_sandbox(sandbox), m_spec(std::move(spec)), m_observer(observer)
        {
            later([this] { m_observer.initEnded(m_spec.id, {}); });
        }
        void invoke(lambdarium::InvocationRequest request) override
        {
            later([this, request] {
                m_observer.logWritten(m_spec.id, request.requestId, lambdarium::LogLevel::None, "handled");
                m_observer.invocationEnded(m_spec.id, request.requestId, m_sandbox.m_handler(m_spec, request));
            });
        }
        void freeze() override {}
        std::int64_t maxMemoryUsedMb() const override { return 32; }

    private:
        void later(std::function<void()> task)
        {
            m_sandbox.m_loop.post([alive = std::weak_ptr(m_alive), task = std::move(task)] {
                if (alive.lock())
                    task();
            });
        }

        EchoSandbox &m_sandbox;
        lambdarium::EnvironmentSpec m_spec;
        lambdarium::EnvironmentObserver &m_observer;
        std::shared_ptr<int> m_alive = std::make_shared<int>(0);
    };

    lambdarium::EventLoop &m_loop;
    Handler m_handler;
};
