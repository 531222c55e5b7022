#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "domain/imports/import_kinds.hpp"
#include "sql/imports/imports.hpp"

namespace portal::admin {
namespace {

Table imports_table(const std::vector<imports::Import>& imports) {
  Table table({"id", "applied_at", "kind", "file", "operator", "added", "changed", "unchanged", "ended", "reverted_at",
               "sha256"});
  const auto count = [](std::size_t value) { return Cell{static_cast<std::int64_t>(value)}; };
  for (const auto& one : imports)
    table.add({number(one.id), one.applied_at, one.kind, one.file_name, one.operator_name, count(one.counts.added),
               count(one.counts.changed), count(one.counts.unchanged), count(one.counts.ended),
               one.reverted_at ? Cell{*one.reverted_at} : Cell{}, one.file_digest});
  return table;
}

imports::Import the_import(const SocietyCall& call) {
  constexpr int most = 1'000'000'000;
  const int id = call.arguments.integer_if_given("ID", 1, most).value();
  auto import = imports::find(call.db, ImportId{id});
  if (!import) throw Failure(Exit::usage, fmt::format("there is no import {}", id), "portalctl import list shows them");
  return *std::move(import);
}

const import_kinds::Kind& kind_of(const imports::Import& import) {
  const import_kinds::Kind* kind = import_kinds::find(import.kind);
  if (kind != nullptr && !kind->why_no_revert.empty())
    throw Failure(Exit::usage, std::string(kind->why_no_revert), std::string(kind->instead));
  if (kind == nullptr || kind->revert == nullptr)
    throw Failure(Exit::usage, fmt::format("imports of the kind {} can't be undone", import.kind),
                  "import the file from before it: what it says holds again");
  return *kind;
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
  imports_table({the_import(call)}).print_first(call.json);
  return Exit::good;
}

Exit import_revert(const Changing<SocietyCall>& call) {
  const imports::Import import = the_import(call);
  const import_kinds::Kind& kind = kind_of(import);
  if (import.reverted_at) throw Failure(Exit::usage, fmt::format("import {} was undone already", number(import.id)));
  if (!imports::lock(call.db))
    throw Failure(Exit::try_later, "another import of this society is running", "wait until it has ended");
  if (const std::string obstacle = kind.what_is_in_the_way(call.db, import); !obstacle.empty())
    throw Failure(Exit::bad_data, obstacle, "undo the later ones first, newest first: portalctl import list");
  if (!call.applies) {
    fmt::print("would undo import {}: {}, {} lines added, {} changed\n", number(import.id), import.file_name,
               import.counts.added, import.counts.changed);
    return Exit::good;
  }
  const auto done = kind.revert(scene_of(call), call.database, import);
  if (!done) throw Failure(Exit::try_later, "the import was changed meanwhile", "run the same command again");
  fmt::print("undid import {}: {}\n", number(import.id), *done);
  return Exit::good;
}

}  // namespace portal::admin
