// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

#include <sys/utsname.h>
#include <unistd.h>

namespace benchmarks {

namespace {

std::vector<double> perPair(const Figure &figure, double (*combine)(double, double))
{
    std::vector<double> values;
    const std::size_t pairs = std::min(figure.product.size(), figure.yardstick.size());
    for (std::size_t i = 0; i < pairs; ++i)
        values.push_back(combine(figure.product[i], figure.yardstick[i]));
    return values;
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, value >= 1000 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    return text;
}

std::string goalText(const Figure &figure)
{
    if (!figure.goal)
        return "no goal";
    const Goal &goal = *figure.goal;
    bool met = false;
    std::string text;
    switch (goal.kind) {
    case Goal::Kind::RatioAtMost:
        met = figure.ratio() <= goal.value;
        text = "<= " + number(goal.value) + " x";
        break;
    case Goal::Kind::RatioAtLeast:
        met = figure.ratio() >= goal.value;
        text = ">= " + number(goal.value) + " x";
        break;
    case Goal::Kind::DifferenceAtMost:
        met = figure.difference() <= goal.value;
        text = "<= +" + number(goal.value) + " " + figure.unit + " (+" + number(figure.difference()) + ")";
        break;
    case Goal::Kind::DifferenceWithin:
        met = std::abs(figure.difference()) <= goal.value;
        text = "+-" + number(goal.value) + " " + figure.unit + " (" + number(figure.difference()) + ")";
        break;
    case Goal::Kind::ValueAtMost:
        met = median(figure.product) <= goal.value;
        text = "<= " + number(goal.value) + " " + figure.unit;
        break;
    }
    return text + (met ? ", met" : ", missed");
}

} // namespace

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double Figure::ratio() const
{
    return median(perPair(*this, [](double a, double b) { return b > 0 ? a / b : 0; }));
}

double Figure::difference() const
{
    return median(perPair(*this, [](double a, double b) { return a - b; }));
}

Figure paired(Figure figure, int pairs, const std::function<double()> &product,
              const std::function<double()> &yardstick)
{
    for (int i = 0; i < pairs; ++i) {
        const bool productFirst = i % 2 == 0;
        const double first = productFirst ? product() : yardstick();
        const double second = productFirst ? yardstick() : product();
        figure.product.push_back(productFirst ? first : second);
        figure.yardstick.push_back(productFirst ? second : first);
    }
    return figure;
}

void printHeading(const std::string &title)
{
    std::printf("\n%s\n%-3s %-58s %12s %12s %8s  %s\n", title.c_str(), "", "median of pairs", "product", "yardstick",
                "ratio", "goal");
}

void print(const Figure &figure)
{
    std::printf("%-3s %-58s %12s %12s %8s  %s\n", figure.id.c_str(), figure.what.c_str(),
                (number(median(figure.product)) + " " + figure.unit).c_str(),
                (number(median(figure.yardstick)) + " " + figure.unit).c_str(), number(figure.ratio()).c_str(),
                goalText(figure).c_str());
    std::fflush(stdout);
}

void printMachine()
{
    utsname system{};
    uname(&system);
    std::string processor = system.machine;
    std::ifstream cpus("/proc/cpuinfo");
    for (std::string line; std::getline(cpus, line);)
        if (line.starts_with("model name"))
            processor = line.substr(line.find(':') + 2);
    double load = 0;
    getloadavg(&load, 1);
    std::printf("%ld cores %s, %s %s, load average %.1f\n", sysconf(_SC_NPROCESSORS_ONLN), processor.c_str(),
                system.sysname, system.release, load);
}

} // namespace benchmarks
