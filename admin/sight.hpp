#pragma once
#include <functional>
#include <vector>

#include "admin/call.hpp"
#include "sql/audit/audit.hpp"

namespace portal::admin {

// What a command has found of persons and is about to show. It shows nothing itself: the audit rows are written first
// (run.cpp, docs/decisions/0059), as a page's are (decision 0036).
struct Sight {
  struct Row {
    SocietyId society;
    audit::About about;
  };
  audit::Event event;
  std::vector<Row> rows;       // a row for each of whom something is shown; none: one that says that nobody was found
  std::function<void()> show;  // prints, or writes the file
  Exit exit = Exit::good;
};

Sight sight(const SocietyCall& call, audit::Event event, const std::vector<audit::About>& of,
            std::function<void()> show);

void record(const DatabaseCall& call, const Sight& sight);

}  // namespace portal::admin
