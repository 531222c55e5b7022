#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "admin/actions.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "domain/applications/application_results.hpp"
#include "domain/documents/document_import.hpp"
#include "domain/expenses/expense_import.hpp"
#include "domain/imports/member_import.hpp"
#include "sql/imports/imports.hpp"

namespace portal::admin {
namespace {

Table imports_table(const std::vector<imports::Import>& imports) {
  Table table({"id", "applied_at", "kind", "file", "operator", "added", "changed", "unchanged", "ended", "reverted_at",
               "sha256"});
  const auto count = [](std::size_t value) { return Cell{static_cast<std::int64_t>(value)}; };
  for (const auto& one : imports)
    table.add({number(one.id), in_japan(one.applied_at), one.kind, one.file_name, one.operator_name,
               count(one.counts.added), count(one.counts.changed), count(one.counts.unchanged), count(one.counts.ended),
               one.reverted_at ? Cell{in_japan(*one.reverted_at)} : Cell{}, one.file_digest});
  return table;
}

imports::Import the_import(const SocietyCall& call) {
  constexpr int most = 1'000'000'000;
  const int id = call.arguments.integer_if_given("ID", 1, most).value();
  auto import = imports::find(call.db, ImportId{id});
  if (!import) throw Failure(Exit::usage, fmt::format("there is no import {}", id), "portalctl import list shows them");
  return *std::move(import);
}

std::string expenses_in_the_way(db::SocietyDatabase& db, ImportId import) {
  return expense_batches::was_built_upon(db, import)
             ? fmt::format("a later import changed lines of import {}; nothing was done", number(import))
             : "";
}

std::string undo_expenses(const SocietyCall& call, ImportId import) {
  const auto reverted = expense_import::revert(scene_of(call), call.database, import);
  if (!reverted) return "";
  return fmt::format("{} lines taken away, {} of them as they were before", reverted->removed, reverted->restored);
}

std::string nothing_in_the_way(db::SocietyDatabase&, ImportId) { return ""; }

std::string undo_documents(const SocietyCall& call, ImportId import) {
  const auto withdrawn = document_import::revert(scene_of(call), call.database, import);
  return withdrawn ? fmt::format("{} documents withdrawn", *withdrawn) : "";
}

std::string members_in_the_way(db::SocietyDatabase& db, ImportId import) {
  return member_import::why_not_revert(db, imports::find(db, import).value());
}

std::string undo_members(const SocietyCall& call, ImportId import) {
  const auto reverted = member_import::revert(scene_of(call), call.database, imports::find(call.db, import).value());
  if (!reverted) return "";
  return fmt::format("{} members as they were before; {} whom it had added have left on the day they were enrolled",
                     reverted->restored, reverted->ended);
}

// How each kind of import is undone, for those that can be.
struct Undoing {
  std::string_view kind;
  std::string (*what_is_in_the_way)(db::SocietyDatabase&, ImportId);  // "": nothing
  std::string (*undo)(const SocietyCall&, ImportId);                  // what was done; "": it was undone meanwhile
};
constexpr std::array<Undoing, 4> undoings{{{expense_import::kind, expenses_in_the_way, undo_expenses},
                                           {document_import::kind, nothing_in_the_way, undo_documents},
                                           {member_import::kind, members_in_the_way, undo_members},
                                           {member_import::kind_full, members_in_the_way, undo_members}}};

const Undoing& undoing_of(const imports::Import& import) {
  if (import.kind == application_results::kind)
    throw Failure(Exit::usage, "results can't be undone: the applicants have been told by mail",
                  "import another file that says what holds: 受付番号, 状態, メッセージ");
  const auto found = std::ranges::find(undoings, std::string_view(import.kind), &Undoing::kind);
  if (found == undoings.end())
    throw Failure(Exit::usage, fmt::format("imports of the kind {} can't be undone", import.kind),
                  "import the file from before it: what it says holds again");
  return *found;
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

Exit import_revert(const SocietyCall& call) {
  const imports::Import import = the_import(call);
  const Undoing& undoing = undoing_of(import);
  if (import.reverted_at) throw Failure(Exit::usage, fmt::format("import {} was undone already", number(import.id)));
  if (!imports::lock(call.db))
    throw Failure(Exit::try_later, "another import of this society is running", "wait until it has ended");
  if (const std::string obstacle = undoing.what_is_in_the_way(call.db, import.id); !obstacle.empty())
    throw Failure(Exit::bad_data, obstacle, "undo the later ones first, newest first: portalctl import list");
  if (call.dry_run) {
    fmt::print("would undo import {}: {}, {} lines added, {} changed\n", number(import.id), import.file_name,
               import.counts.added, import.counts.changed);
    return Exit::good;
  }
  const std::string done = undoing.undo(call, import.id);
  if (done.empty()) throw Failure(Exit::try_later, "the import was changed meanwhile", "run the same command again");
  fmt::print("undid import {}: {}\n", number(import.id), done);
  return Exit::good;
}

}  // namespace portal::admin
