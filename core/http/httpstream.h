// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace lambdarium {

/// One accepted, non-blocking socket as a connection sees it; the loop behind it stays in httpserver.cpp. Owned by
/// its connection, which every outstanding operation keeps alive.
class HttpStream
{
public:
    /// Called from the loop, never from inside a call into the stream.
    class Owner : public std::enable_shared_from_this<Owner>
    {
    public:
        virtual ~Owner() = default;
        /// ended: the peer closed or the read failed.
        virtual void readDone(bool ended, std::size_t bytes) = 0;
        virtual void writable(bool failed) = 0;
        /// What later() asked for.
        virtual void resume() = 0;
    };

    virtual ~HttpStream() = default;
    /// One at a time; data must stay until readDone().
    virtual void read(Owner &owner, char *data, std::size_t size) = 0;
    virtual void waitWritable(Owner &owner) = 0;
    virtual void later(Owner &owner) = 0;
    /// False when the peer is gone.
    virtual bool endSending() = 0;
    virtual void close() = 0;
    /// For direct writes; stays owned by the stream.
    virtual int descriptor() = 0;
    virtual std::string peerAddress() = 0;
};

} // namespace lambdarium
