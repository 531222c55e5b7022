#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "sql/imports.hpp"

namespace portal::admin {
namespace {

Table imports_table(const std::vector<imports::Import>& imports) {
  Table table({"id", "applied_at", "kind", "file", "operator", "added", "changed", "unchanged", "ended", "sha256"});
  const auto count = [](std::size_t value) { return Cell{static_cast<std::int64_t>(value)}; };
  for (const auto& one : imports)
    table.add({number(one.id), in_japan(one.applied_at), one.kind, one.file_name, one.operator_name,
               count(one.counts.added), count(one.counts.changed), count(one.counts.unchanged), count(one.counts.ended),
               one.file_digest});
  return table;
}

}  // namespace

Exit import_list(const SocietyCall& call) {
  constexpr int most = 1000;
  constexpr int ordinary = 20;
  const int count_max = call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
  imports_table(imports::latest(call.db, count_max)).print(call.json);
  return Exit::good;
}

Exit import_show(const SocietyCall& call) {
  const std::string id = call.arguments.text("ID");
  constexpr int most = 1'000'000'000;
  const auto import = imports::find(call.db, ImportId{call.arguments.integer_if_given("ID", 1, most).value()});
  if (!import) throw Failure(Exit::usage, fmt::format("there is no import {}", id), "portalctl import list shows them");
  imports_table({*import}).print_first(call.json);
  return Exit::good;
}

}  // namespace portal::admin
