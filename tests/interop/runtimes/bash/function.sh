# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
handler() {
    local what=${1#*\"do\":\"} value=${1#*\"value\":}
    case ${what%%\"*} in
        echo) printf '%s' "${value%\}}" ;;
        about)
            local now=$(date +%s%3N)
            printf '{"id":"%s","arn":"%s","left":%d,"trace":"%s","client":"curl"}' \
                "$(header Lambda-Runtime-Aws-Request-Id)" "$(header Lambda-Runtime-Invoked-Function-Arn)" \
                $(($(header Lambda-Runtime-Deadline-Ms) - now)) "$(header Lambda-Runtime-Trace-Id)"
            ;;
        raise) return 1 ;;
        big) printf '"%s"' "$(head -c "${value%\}}" /dev/zero | tr '\0' x)" ;;
        *)
            echo leaving >&2
            kill -KILL $$
            ;;
    esac
}
