// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

/// lambdarium-scope PID NAME: asks this user's systemd manager (root: the system's) for a transient scope with
/// delegated control groups around the process. Ends with 0 when the manager took the job.

namespace {

constexpr std::uint64_t patienceUs = 1'000'000;

/// The manager's own socket, as systemctl takes it, works without a message bus; the bus is the documented way.
sd_bus *connect(bool direct)
{
    const bool system = geteuid() == 0;
    const std::string folder = system ? "/run" : "/run/user/" + std::to_string(geteuid());
    const std::string address = "unix:path=" + folder
        + (direct       ? "/systemd/private"
               : system ? "/dbus/system_bus_socket"
                        : "/bus");
    sd_bus *bus = nullptr;
    if (sd_bus_new(&bus) < 0)
        return nullptr;
    const bool fine = sd_bus_set_address(bus, address.c_str()) >= 0 && sd_bus_set_bus_client(bus, direct ? 0 : 1) >= 0
        && sd_bus_start(bus) >= 0;
    return fine ? bus : sd_bus_flush_close_unref(bus);
}

int ask(sd_bus *bus, std::uint32_t pid, const char *name)
{
    sd_bus_error error = SD_BUS_ERROR_NULL;
    sd_bus_message *call = nullptr;
    int result = sd_bus_message_new_method_call(bus, &call, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
                                                "org.freedesktop.systemd1.Manager", "StartTransientUnit");
    if (result >= 0)
        result = sd_bus_message_append(call, "ssa(sv)a(sa(sv))", name, "fail", 4, "PIDs", "au", 1, pid, "Delegate", "b",
                                       1, "CollectMode", "s", "inactive-or-failed", "Description", "s",
                                       "Lambdarium execution environments", 0);
    if (result >= 0)
        result = sd_bus_call(bus, call, patienceUs, &error, nullptr);
    if (result < 0 && error.message)
        std::fprintf(stderr, "lambdarium-scope: %s\n", error.message);
    sd_bus_error_free(&error);
    sd_bus_message_unref(call);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const auto pid = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
    for (const bool direct : {true, false}) {
        sd_bus *bus = connect(direct);
        const int result = bus ? ask(bus, pid, argv[2]) : -1;
        sd_bus_flush_close_unref(bus);
        if (result >= 0)
            return 0;
    }
    return 1;
}
