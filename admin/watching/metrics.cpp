#include "admin/watching/metrics.hpp"

#include <string_view>

#include <fmt/format.h>

namespace portal::admin {
namespace {

std::string escaped(std::string_view text, bool quotes_too) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || (c == '"' && quotes_too)) result += '\\';
    result += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return result;
}

std::string labels_of(const Metric& metric, const Metric::Sample& sample) {
  std::string text;
  for (std::size_t at = 0; at < metric.labels.size(); ++at)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", metric.labels[at], escaped(sample.labels.at(at), true));
  return text.empty() ? "" : "{" + text + "}";
}

}  // namespace

std::string in_prometheus_format(const std::vector<Metric>& metrics) {
  std::string text;
  for (const Metric& metric : metrics) {
    if (metric.samples.empty()) continue;
    const std::string name = "portal_" + metric.name;
    text += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name, escaped(metric.help, false), name);
    for (const auto& sample : metric.samples)
      text += fmt::format("{}{} {}\n", name, labels_of(metric, sample), sample.value);
  }
  return text;
}

std::vector<Section> as_sections(const std::vector<Metric>& metrics) {
  std::vector<Section> sections;
  for (const Metric& metric : metrics) {
    std::vector<std::string> columns = metric.labels;
    columns.emplace_back("value");
    Table table(columns);
    for (const auto& sample : metric.samples) {
      std::vector<Cell> row(sample.labels.begin(), sample.labels.end());
      row.emplace_back(sample.value);
      table.add(std::move(row));
    }
    sections.push_back({metric.name, std::move(table)});
  }
  return sections;
}

}  // namespace portal::admin
