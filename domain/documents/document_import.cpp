#include "domain/documents/document_import.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/secret.hpp"
#include "domain/documents/document_store.hpp"

namespace portal::document_import {
namespace {

namespace fs = std::filesystem;
using document_file::Line;

// The index alone doesn't say it: a PDF may be put right under its old name.
std::string digest_of(const std::string& index_digest, const document_file::Content& content) {
  std::string all = index_digest;
  for (const Line& line : content.lines) all += "\n" + line.file_digest;
  return secret::hex_digest(all);
}

std::vector<document_batches::Line> rows_of(const std::vector<Line>& lines) { return {lines.begin(), lines.end()}; }

void note(Plan& plan, const char* kind_of_outcome, const Line& line, std::string what) {
  if (plan.outcomes.size() < limits::import_faults_max)
    plan.outcomes.push_back({kind_of_outcome, line.line, line.symbol, line.number, line.branch, std::move(what)});
}

void compare(db::SocietyReader& db, Plan& plan) {
  auto& lines = plan.content.lines;
  std::vector<bool> unchanged(lines.size(), false);
  for (const auto& known : document_batches::known(db, rows_of(lines))) {
    unchanged[known.at] = known.same_bytes;
    if (known.same_bytes) continue;
    ++plan.odd_count;
    note(plan, "確認", lines[known.at],
         fmt::format(
             "同じ種別・件名・発行日で中身の違う書類があります（書類番号{}）。差し替えなら、それを取り下げてください",
             number(known.id)));
  }
  std::size_t index = 0;
  plan.counts.unchanged = std::erase_if(lines, [&](const Line&) { return unchanged[index++]; });
  plan.counts.added = lines.size();
  for (const Line& line : lines)
    note(plan, "追加", line, fmt::format("{}：{}（{}）", line.kind, line.title, line.file_name));
}

// The same folder with something new in it: documents of it were withdrawn, and come as an import of their own.
std::string digest_beside_those_in_force(db::SocietyReader& db, std::string digest) {
  while (const auto before = imports::find_by_digest(db, kind, digest))
    digest = secret::hex_digest(fmt::format("{}\n{}", digest, number(before->id)));
  return digest;
}

void store_bytes(const fs::path& store, SocietyId society, const Line& line, const fs::path& folder) {
  const std::string bytes = document_file::bytes_of(folder / line.file_name);
  if (secret::hex_digest(bytes) != line.file_digest)
    throw std::runtime_error(fmt::format("{} changed while the folder was taken in", line.file_name));
  document_store::put(store, society, line.file_digest, bytes);
}

}  // namespace

Plan plan(db::SocietyReader& db, const fs::path& folder, calendar::Date today, const import_file::Progress& progress) {
  Plan plan;
  const fs::path index = folder / document_file::index_name;
  std::error_code error;
  if (!fs::is_regular_file(index, error)) {
    plan.faults.push_back({0, "", fmt::format("{}がフォルダーにありません", document_file::index_name),
                           "PDFと同じフォルダーに、だれのPDFかを書いた表を置いてください"});
    return plan;
  }
  if (!std::ifstream(index)) {
    plan.faults.push_back(
        {0, "", fmt::format("{}を読めません", document_file::index_name), "読み取りの権限をグループに付けてください"});
    return plan;
  }
  const std::string index_digest = secret::file_digest(index);
  plan.content = document_file::read(folder, roster::read(db), today, progress);
  if (secret::file_digest(index) != index_digest)
    plan.content.faults.add(0, "", "読んでいる間にファイルが変わりました",
                            "書き出しが終わってから、もう一度取り込んでください");
  plan.file_digest = digest_of(index_digest, plan.content);
  plan.faults = plan.content.faults.in_order();
  plan.notices = plan.content.notices;
  if (!plan.faults.empty()) return plan;
  plan.outcomes = std::move(plan.content.odd);
  plan.odd_count = plan.content.odd_count;
  compare(db, plan);
  if (!plan.content.lines.empty()) plan.file_digest = digest_beside_those_in_force(db, plan.file_digest);
  return plan;
}

std::optional<imports::Import> taken_already(db::SocietyReader& db, const Plan& plan) {
  return imports::find_by_digest(db, kind, plan.file_digest);
}

ImportId apply(const Scene& scene, const Target& target, const Plan& plan, const fs::path& folder,
               const import_file::Meanwhile& meanwhile) {
  if (!plan.faults.empty()) throw std::logic_error("a folder with faults is never applied");
  std::size_t done = 0;
  for (const Line& line : plan.content.lines) {
    store_bytes(target.store, scene.society.id, line, folder);
    meanwhile.progress(++done);
  }
  const std::string name = fs::absolute(folder / document_file::index_name).parent_path().filename().string();
  db::Transaction transaction(target.database);
  const Timestamp now = meanwhile.clock();
  const ImportId id =
      imports::add(scene.db, {kind, name, plan.file_digest, scene.origin.operator_name, plan.counts}, now);
  document_batches::add(scene.db, rows_of(plan.content.lines), id, now);
  audit::write(scene.db, audit::Event::documents_imported, {.object = id}, scene.origin, now);
  transaction.commit();
  return id;
}

std::optional<std::uint64_t> revert(const Scene& scene, db::Database& database, ImportId import) {
  db::Transaction transaction(database);
  if (!imports::mark_reverted(scene.db, import, scene.now)) return {};
  const auto withdrawn = document_batches::withdraw_all(scene.db, import, scene.now);
  record(scene, audit::Event::documents_reverted, {.object = import});
  transaction.commit();
  return withdrawn;
}

bool withdraw(const Scene& scene, DocumentId id) {
  if (!document_batches::withdraw(scene.db, id, scene.now)) return false;
  record(scene, audit::Event::document_withdrawn, {.object = id});
  return true;
}

}  // namespace portal::document_import
