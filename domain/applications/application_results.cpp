#include "domain/applications/application_results.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"
#include "domain/imports/import_row.hpp"
#include "domain/mails/mails.hpp"
#include "sql/applications/screenings.hpp"

namespace portal::application_results {
namespace {

using application_desk::Facts;
using applications::Kind;
using applications::Status;

constexpr std::string_view receipt_column = "受付番号", status_column = "状態", message_column = "メッセージ";
constexpr std::array<std::string_view, 2> required{receipt_column, status_column};
constexpr std::array<std::string_view, 1> optional{message_column};
constexpr std::size_t status_characters_max = 20;

// What a row says, before it is known whether there is such an application.
struct Said {
  std::size_t line;
  receipt_number::Parsed receipt;
  Status status;
  std::optional<std::string> message;  // nothing: the file has no such column
};

std::string written(const Facts& application) { return receipt_number::of(application.kind, application.id); }

std::string words_of(Kind kind) {
  std::string words;
  for (const Status status : applications::statuses)
    words += (words.empty() ? "" : "、") + std::string(application_status::words(kind, status));
  return words;
}

class Checker {
 public:
  explicit Checker(Plan& plan) : plan_(plan) {}

  void read(const std::filesystem::path& file) {
    csv::Reader rows(file, {required, optional});
    while (rows.next() && !faults_.full()) {
      if (said_.size() == limits::import_result_rows_max) {
        faults_.add(rows.line(), "", "行が多すぎます",
                    fmt::format("{}行ごとに分けてください", money::grouped(limits::import_result_rows_max)));
        break;
      }
      read_row(rows);
    }
    faults_.add(rows.faults());
    if (said_.empty() && rows.faults().empty() && faults_.in_order().empty())
      faults_.add(0, "", "データの行が1行もありません", "書き出し直してください");
    if (const auto notice = import_row::notice_of_unknown_columns(rows); !notice.empty())
      plan_.notices.push_back(notice);
  }

  void compare(db::SocietyReader& db) {
    std::vector<ApplicationId> ids;
    ids.reserve(said_.size());
    for (const auto& [id, said] : said_) ids.push_back(id);
    const auto found = application_desk::facts(db, ids);
    auto known = found.begin();
    for (const auto& [id, said] : said_) {  // both by number
      while (known != found.end() && known->id < id) ++known;
      if (known == found.end() || known->id != id || known->kind != said.receipt.kind)
        faults_.add(said.line, std::string(receipt_column), "この受付番号の申し込みはありません",
                    "受付番号と、どの健康保険組合のものかを確かめてください");
      else
        judge(said, *known);
    }
    if (!hidden_.empty())
      plan_.notices.push_back(
          fmt::format("保護されている方のために、ほかの方が申し込んだものです。申し込んだ方には知らせません：{}",
                      fmt::join(hidden_, "、")));
  }

  void finish(const std::filesystem::path& file) {
    import_file::demand_unchanged(file, plan_.file_digest, faults_);
    plan_.faults = faults_.in_order();
  }

 private:
  void read_row(const csv::Reader& rows) {
    import_row::Row row(rows, faults_);
    const std::string number(rows.get(receipt_column));
    const auto receipt = receipt_number::parse(number);
    if (!receipt)
      row.fail(receipt_column, text::trim(number).empty() ? "値がありません" : "受付番号として読めません",
               "G-0001234-4 の形にしてください。最後の数字は、書き間違いを見つけるためのものです");
    const std::string word = row.text(status_column, status_characters_max, false);
    std::optional<std::string> message;
    if (rows.has(message_column)) message = row.lines(message_column, limits::result_message_characters_max, true);
    if (!receipt || !row.sound()) return;
    const auto status = application_status::from_words(receipt->kind, word);
    if (!status)
      return row.fail(status_column, fmt::format("「{}」は状態として読めません", word),
                      words_of(receipt->kind) + "のどれかにしてください");
    const auto [before, is_new] = said_.try_emplace(receipt->id, Said{rows.line(), *receipt, *status, message});
    if (!is_new)
      row.fail(receipt_column, fmt::format("同じ受付番号が{}行目にもあります", before->second.line),
               "1つの申し込みを1行にしてください");
  }

  void judge(const Said& said, const Facts& before) {
    const bool same_status = said.status == before.status;
    std::string message = said.message.value_or(same_status ? before.message : "");
    if (same_status && message == before.message) {
      ++plan_.counts.unchanged;
      return;
    }
    if (!application_status::may_follow(before.kind, before.status, said.status))
      return faults_.add(
          said.line, std::string(status_column),
          fmt::format("「{}」から「{}」にはできません", application_status::words(before.kind, before.status),
                      application_status::words(before.kind, said.status)),
          before.status == Status::withdrawn ? "申し込んだ方が取り下げています。行を除いてください"
                                             : "いまの状態を portalctl application show で確かめてください");
    if (said.status == Status::returned && message.empty())
      return faults_.add(said.line, std::string(message_column), "差戻しの理由がありません",
                         "何を直せばよいかを、申し込んだ方への言葉で書いてください");
    ++plan_.counts.changed;
    plan_.outcomes.push_back(
        {"変更", said.line, before.member.symbol, before.member.number, before.member.branch,
         fmt::format("{}：{}→{}{}", written(before), application_status::words(before.kind, before.status),
                     application_status::words(before.kind, said.status), message.empty() ? "" : "、メッセージあり")});
    const bool is_told = (!same_status || !message.empty()) && !before.is_hidden;
    if (before.is_hidden) hidden_.push_back(written(before));
    plan_.changes.push_back({said.line, before, said.status, std::move(message), is_told});
  }

  Plan& plan_;
  import_file::Faults faults_;
  std::map<ApplicationId, Said> said_;
  std::vector<std::string> hidden_;  // receipt numbers
};

// Its place is free again, and so its programme changes.
bool ends_a_screening(const Change& change) {
  return change.application.programme && change.status == Status::withdrawn;
}

// False: the applicant was faster. Whom to tell is asked once the row is locked: the member may be protected by now.
bool carry_out(const MailScene& scene, const Change& change) {
  const Facts& before = change.application;
  if (!applications::judge(scene.db, before.id, before.status, change.status, change.message, scene.now)) return false;
  if (before.programme && change.status == Status::withdrawn) screenings::give_back_place(scene.db, *before.programme);
  record(scene, audit::Event::application_judged, {.member = before.applicant.id, .object = before.id});
  const auto told = change.is_told ? application_desk::told_account(scene.db, before.id) : std::nullopt;
  if (told) mails::application_judged(scene, *told, {before.kind, before.id, before.member.id});
  return true;
}

}  // namespace

std::size_t Plan::told_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(changes, &Change::is_told));
}

Plan Results::plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date,
                   const import_file::Progress&) {
  Plan plan;
  plan.file_digest = secret::file_digest(order.file);
  Checker checker(plan);
  checker.read(order.file);
  checker.compare(db);
  checker.finish(order.file);
  std::ranges::sort(plan.changes, {}, &Change::line);
  std::ranges::sort(plan.outcomes, {}, &import_file::Outcome::line);
  return plan;
}

std::string Results::figures(const Plan& plan) {
  const auto grouped = [](std::size_t count) { return money::grouped(static_cast<std::int64_t>(count)); };
  return fmt::format("変更　　　{}件（うち{}件は申し込んだ方にメールで知らせます）\n変更なし　{}件\n",
                     grouped(plan.counts.changed), grouped(plan.told_count()), grouped(plan.counts.unchanged));
}

void Results::write(const import_kinds::Writing& writing, Plan& plan) {
  const MailScene scene{writing, writing.order.mail_desk()};
  if (std::ranges::any_of(plan.changes, ends_a_screening))
    screenings::lock_all(scene.db);  // before any application: the order in which everybody locks
  std::size_t done = 0;
  for (const Change& change : plan.changes) {
    if (!carry_out(scene, change))
      plan.faults.push_back({change.line, std::string(status_column),
                             "確かめている間に、申し込んだ方が取り下げるか直しました",
                             "もう一度取り込んで、いまの状態を確かめてください"});
    writing.progress(++done);
  }
}

}  // namespace portal::application_results
