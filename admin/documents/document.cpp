#include <fmt/format.h>

#include "admin/accounts/member_name.hpp"
#include "admin/actions.hpp"
#include "admin/imports/import_command.hpp"
#include "admin/output.hpp"
#include "admin/scene.hpp"
#include "domain/documents/document_folder.hpp"
#include "domain/documents/document_import.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {
namespace {

namespace fs = std::filesystem;

constexpr const char* where_to_look = "portalctl document list shows them";

// The table in the folder that the argument names.
fs::path the_index(const Arguments& arguments) {
  const fs::path folder = arguments.text("FOLDER");
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Failure(Exit::no_input, fmt::format("{}: no such folder", folder.string()));
  auto index = document_folder::find_index(folder);
  if (!index)
    throw Failure(Exit::no_input, fmt::format("{}: has no {}", folder.string(), document_file::index_name),
                  "the index beside the PDFs says whose they are: 記号, 番号, 枝番, 種別, 件名, 発行日, ファイル名");
  return *std::move(index);
}

void demand_store(const fs::path& store) {
  std::error_code error;
  if (store.empty() || !fs::is_directory(store, error))
    throw Failure(Exit::bad_configuration, "there is no folder for documents",
                  "make it and name it in portal.toml: [paths] documents = \"/var/lib/kenko-portal/documents\"");
}

document_batches::Stored the_document(const SocietyCall& call) {
  constexpr int most = 2'000'000'000;
  const int id = call.arguments.integer_if_given("DOCUMENT", 1, most).value();
  auto found = document_batches::find(call.db, DocumentId{id});
  if (!found) throw Failure(Exit::usage, fmt::format("there is no document {} in this society", id), where_to_look);
  return *std::move(found);
}

Table table_of(const std::vector<document_batches::Stored>& documents) {
  Table table({"id", "member", "kind", "title", "issued_on", "bytes", "file", "import", "added_at", "opened_at",
               "withdrawn_at", "sha256"});
  const auto moment = [](const std::optional<Timestamp>& at) { return at ? Cell{*at} : Cell{}; };
  for (const auto& one : documents)
    table.add({number(one.id), member_roster::written(one.symbol, one.number, one.branch), one.kind, one.title,
               to_sql(one.issued_on), one.bytes, one.file_name, number(one.import), one.added_at, moment(one.opened_at),
               moment(one.withdrawn_at), one.file_digest});
  return table;
}

std::vector<audit::About> whose(const std::vector<document_batches::Stored>& documents) {
  std::vector<audit::About> of;
  for (const auto& one : documents) of.push_back({.member = one.member, .object = one.id});
  return of;
}

}  // namespace

Exit document_import(const Changing<SocietyCall>& call) {
  const fs::path index = the_index(call.arguments);
  if (call.applies) demand_store(call.config.paths.documents);
  return import_command::take_in(call, {.take_in = import_kinds::take_in<document_import::Documents>,
                                        .file = call.arguments.text("FOLDER"),
                                        .table = index});
}

Sight document_list(const SocietyCall& call) {
  constexpr int most = 10'000;
  constexpr int ordinary = 100;
  const auto name = call.arguments.text_if_given("--member");
  const auto member = name ? std::optional(find_member(call.db, *name)) : std::nullopt;
  const int count_max = call.arguments.integer_if_given("--last", 1, most).value_or(ordinary);
  const auto documents = document_batches::latest(call.db, member, count_max);
  return sight(call, audit::Event::staff_documents_listed, whose(documents),
               [table = table_of(documents), json = call.json] { table.print(json); });
}

Sight document_show(const SocietyCall& call) {
  const std::vector documents{the_document(call)};
  return sight(call, audit::Event::staff_documents_listed, whose(documents),
               [table = table_of(documents), json = call.json] { table.print_first(json); });
}

Exit document_withdraw(const Changing<SocietyCall>& call) {
  const auto document = the_document(call);
  db::Transaction transaction(call.database);
  const bool changes = document_import::withdraw(scene_of(call), document.id);
  if (changes && call.applies) transaction.commit();
  fmt::print("document {} {}\n", number(document.id),
             !changes       ? "was withdrawn already"
             : call.applies ? "is withdrawn: the member finds it no more, from the next page on"
                            : "would be withdrawn; document show says whose it is");
  return Exit::good;
}

}  // namespace portal::admin
