// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

/// How every benchmark measures and prints: pairs of product and yardstick that alternate in one job, so that a busy
/// neighbour slows both; the median of the pairs' ratios is the figure. Nothing here passes or fails.
namespace benchmarks {

double median(std::vector<double> values);

/// What the design asks of a figure.
struct Goal
{
    enum class Kind {
        RatioAtMost,
        RatioAtLeast,
        DifferenceAtMost,
        DifferenceWithin, ///< in either direction
        ValueAtMost,      ///< of the product's side alone
    };
    Kind kind = Kind::RatioAtMost;
    double value = 0; ///< a ratio, otherwise in the figure's unit
};

struct Figure
{
    std::string id; ///< as in the design: "C1"
    std::string what;
    std::string unit; ///< of both columns: "us", "ms", "1/s"
    std::vector<double> product;
    std::vector<double> yardstick; ///< of the same pair at the same index
    std::optional<Goal> goal;

    double ratio() const;      ///< median of product / yardstick
    double difference() const; ///< median of product - yardstick
};

/// Runs both sides `pairs` times, the first side changing from pair to pair; each call returns one measurement.
Figure paired(Figure figure, int pairs, const std::function<double()> &product,
              const std::function<double()> &yardstick);

void printHeading(const std::string &title);
/// One line, flushed: id, what, product, yardstick, ratio, goal, "met" or "missed".
void print(const Figure &figure);
/// Cores, processor, kernel and load now; no names.
void printMachine();

} // namespace benchmarks
