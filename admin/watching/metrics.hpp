#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "admin/output.hpp"

namespace portal::admin {

// A figure for monitors, by its labels: at one moment, of one database and machine.
struct Metric {
  struct Sample {
    std::vector<std::string> labels;
    std::int64_t value;
  };
  std::string name;  // snake_case, never changed: alarms and graphs go by it. Prometheus sees portal_NAME
  std::string help;  // one line
  std::vector<std::string> labels;
  std::vector<Sample> samples = {};
};

// As Prometheus' text format 0.0.4 has it, all of them gauges.
std::string in_prometheus_format(const std::vector<Metric>& metrics);

// As tables, one a metric, with a column for each label and one for the value.
std::vector<Section> as_sections(const std::vector<Metric>& metrics);

}  // namespace portal::admin
