#include "domain/documents/document_import.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/secret.hpp"
#include "domain/documents/document_folder.hpp"
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

void store_bytes(const fs::path& store, SocietyId society, const Line& line, const fs::path& folder) {
  const std::string bytes = document_file::bytes_of(folder / line.found_as);
  if (secret::hex_digest(bytes) != line.file_digest)
    throw std::runtime_error(fmt::format("{} changed while the folder was taken in", line.file_name));
  document_store::put(store, society, line.file_digest, bytes);
}

}  // namespace

Plan Documents::plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                     const import_file::Progress& progress) {
  const fs::path& folder = order.file;
  Plan plan;
  if (order.applies && order.documents.empty()) {
    plan.faults.push_back({0, "", "書類の置き場所が決まっていません", "システムの担当者に連絡してください"});
    return plan;
  }
  const auto found = document_folder::find_index(folder);
  if (!found) {
    plan.faults.push_back({0, "", fmt::format("{}がフォルダーにありません", document_file::index_name),
                           "PDFと同じフォルダーに、だれのPDFかを書いた表を置いてください"});
    return plan;
  }
  const fs::path& index = *found;
  if (!std::ifstream(index)) {
    plan.faults.push_back(
        {0, "", fmt::format("{}を読めません", document_file::index_name), "読み取りの権限をグループに付けてください"});
    return plan;
  }
  const std::string index_digest = secret::file_digest(index);
  plan.content = document_file::read(index, roster::read(db), today, progress);
  import_file::demand_unchanged(index, index_digest, plan.content.faults);
  plan.file_digest = digest_of(index_digest, plan.content);
  plan.faults = plan.content.faults.in_order();
  plan.notices = plan.content.notices;
  if (!plan.faults.empty()) return plan;
  plan.outcomes = std::move(plan.content.odd);
  plan.odd_count = plan.content.odd_count;
  compare(db, plan);
  return plan;
}

std::string Documents::figures(const Plan& plan) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  return fmt::format("追加　　　{}件\n変更なし　{}件\n\n", grouped(plan.counts.added), grouped(plan.counts.unchanged));
}

void Documents::prepare(const Scene& scene, const import_kinds::Order& order, const Plan& plan,
                        const import_file::Progress& progress) {
  std::size_t done = 0;
  for (const Line& line : plan.content.lines) {
    store_bytes(order.documents, scene.society.id, line, order.file);
    progress(++done);
  }
}

void Documents::write(const import_kinds::Writing& writing, const Plan& plan) {
  document_batches::add(writing.db, rows_of(plan.content.lines), writing.import, writing.now);
}

std::string Documents::what_is_in_the_way(db::SocietyReader&, const imports::Import&) { return ""; }

std::string Documents::take_back(const Scene& scene, ImportId import) {
  return fmt::format("{} documents withdrawn", document_batches::withdraw_all(scene.db, import, scene.now));
}

bool withdraw(const Scene& scene, DocumentId id) {
  if (!document_batches::withdraw(scene.db, id, scene.now)) return false;
  record(scene, audit::Event::document_withdrawn, {.object = id});
  return true;
}

}  // namespace portal::document_import
