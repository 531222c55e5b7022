#include "domain/imports/member_import.hpp"

#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "domain/imports/member_file.hpp"
#include "sql/audit/erasures.hpp"
#include "sql/household/members.hpp"

namespace portal::member_import {
namespace {

using member_roster::Entry;

std::string grouped(std::size_t number) { return money::grouped(static_cast<std::int64_t>(number)); }

constexpr int page_rows = 5000;
constexpr std::size_t search_key_characters_max = 200;

// What staff finds a member by: name and kana without their differences of writing.
std::string search_key(const Entry& entry) {
  std::string joined = text::search_key(entry.name) + " " + text::search_key(entry.kana);
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  for (std::size_t extra = text::code_points(joined); extra > search_key_characters_max; --extra) {
    while (is_continuation(joined.back())) joined.pop_back();
    joined.pop_back();
  }
  return joined;
}

std::string changed_columns(const Entry& before, const Entry& after) {
  const std::array<std::pair<const char*, bool>, 10> columns{{
      {"続柄", before.relation != after.relation},
      {"氏名", before.name != after.name},
      {"フリガナ", before.kana != after.kana},
      {"生年月日", before.birth_date != after.birth_date},
      {"性別", before.sex != after.sex},
      {"資格取得日", before.enrolled_on != after.enrolled_on},
      {"資格喪失日", before.left_on != after.left_on},
      {"メールアドレス", before.email != after.email},
      {"郵便番号", before.postal_code != after.postal_code},
      {"住所", before.address != after.address},
  }};
  std::string names;
  for (const auto& [name, changed] : columns)
    if (changed) names += (names.empty() ? "" : "、") + std::string(name);
  return names;
}

// The households as they will be: the file may leave one without its 本人, who alone sees and applies for the others,
// or with two, of whom one was known before. Told of those alone in which it changes something.
class Households {
 public:
  explicit Households(const std::vector<member_file::Row>& rows) {
    for (const member_file::Row& row : rows) households_.try_emplace(key_of(row.entry));
  }

  void stays(const Entry& entry, calendar::Date today) {
    if (Household* household = find(entry)) household->count(entry, today);
  }
  void comes(const Entry& entry, std::size_t line, calendar::Date today) {
    Household* household = find(entry);
    household->count(entry, today);
    household->touch(entry, line);
  }
  void ends(const Entry& entry) {
    if (Household* household = find(entry)) household->touch(entry, 0);
  }

  void tell(member_file::Content& content) const {
    for (const auto& [key, one] : households_) {
      if (!one.changes || one.members == 0 || one.principals == 1) continue;
      const char* what = one.principals == 0
                             ? "この記号・番号に、本人がいません。続柄を確かめてください"
                             : "この記号・番号に、本人が2人以上います。続柄と資格喪失日を確かめてください";
      ++content.odd_count;
      if (content.odd.size() < limits::import_faults_max)
        content.odd.push_back({"確認", one.line, one.symbol, one.number, one.branch, what});
    }
  }

 private:
  struct Household {
    std::size_t members = 0, principals = 0;  // who are insured
    bool changes = false;
    std::size_t line = 0;  // the first that changes it, and whose that is; 0: someone whom the file lacks
    std::string symbol, number, branch;

    void count(const Entry& entry, calendar::Date today) {
      if (has_left(entry.left_on, today)) return;
      ++members;
      if (is_principal(entry.relation)) ++principals;
    }
    void touch(const Entry& entry, std::size_t at) {
      if (std::exchange(changes, true)) return;
      line = at;
      symbol = entry.symbol;
      number = entry.number;
      branch = entry.branch;
    }
  };

  static std::string key_of(const Entry& entry) { return member_roster::key(entry.symbol, entry.number, ""); }
  // Nothing: none of the file's.
  Household* find(const Entry& entry) {
    const auto found = households_.find(key_of(entry));
    return found == households_.end() ? nullptr : &found->second;
  }

  std::map<std::string, Household> households_;
};

// The file's rows by key, and the comparison with what is stored under the same keys.
class Comparison {
 public:
  // `kept_from`: who left before that day isn't kept (sql/audit/erasures.hpp).
  Comparison(Plan& plan, member_file::Content& content, calendar::Date today, std::optional<calendar::Date> kept_from)
      : plan_(plan),
        content_(content),
        today_(today),
        kept_from_(kept_from),
        households_(content.rows),
        met_(content.rows.size(), false) {
    for (std::size_t at = 0; at < content.rows.size(); ++at) {
      const Entry& entry = content.rows[at].entry;
      row_by_key_.emplace(member_roster::key(entry.symbol, entry.number, entry.branch), at);
    }
  }

  void meet(const member_roster::Stored& stored) {
    const Entry& before = stored.entry;
    const auto found = row_by_key_.find(member_roster::key(before.symbol, before.number, before.branch));
    if (found == row_by_key_.end()) {
      miss(stored);
      return;
    }
    met_[found->second] = true;
    member_file::Row& row = content_.rows[found->second];
    if (!content_.has_email) row.entry.email = before.email;
    if (row.entry == before) {
      ++plan_.counts.unchanged;
      households_.stays(row.entry, today_);
    } else if (is_somebody_else(before, row.entry))
      refuse(row);
    else
      change(stored, row);
  }

  // Twins have one birth date, so only the kana tells them apart: whoever takes on that of the other is mixed up.
  bool has_renamed() const { return !renamed_.empty(); }
  void look_for_twins(const member_roster::Stored& stored) {
    const auto [first, last] = renamed_.equal_range(twins_key(stored.entry, stored.entry.kana));
    for (auto one = first; one != last; ++one)
      if (one->second.branch != stored.entry.branch)
        content_.faults.add(
            one->second.line, "フリガナ",
            fmt::format("同じ世帯で生年月日も同じ、枝番{}の人のフリガナです。双子などの取り違えかもしれません",
                        stored.entry.branch),
            "枝番と氏名の組み合わせを確かめてください。訂正が正しいときは、いったん別のフリガナで取り込んでから直してく"
            "だ"
            "さい");
  }

  void finish() {
    for (std::size_t at = 0; at < met_.size(); ++at) {
      if (met_[at]) continue;
      member_file::Row& row = content_.rows[at];
      if (kept_from_ && row.entry.left_on && *row.entry.left_on < *kept_from_) {
        leave_out(row);
        continue;
      }
      ++plan_.counts.added;
      note("追加", row.line, row.entry, "");
      households_.comes(row.entry, row.line, today_);
      plan_.added.push_back({MemberId{}, std::move(row.entry), ""});
      plan_.added.back().search_key = search_key(plan_.added.back().entry);
    }
    households_.tell(content_);
  }

 private:
  // A number that was given to another person must not hand them the account and papers of the one before.
  static bool is_somebody_else(const Entry& before, const Entry& after) {
    return before.birth_date != after.birth_date && text::search_key(before.kana) != text::search_key(after.kana);
  }

  void refuse(const member_file::Row& row) {
    content_.faults.add(
        row.line, "枝番", "登録済みの加入者と、生年月日もフリガナも違います。別の人の番号かもしれません",
        "番号を確かめてください。訂正が正しいときは、フリガナと生年月日を別々のファイルで1つずつ直してください");
  }

  void miss(const member_roster::Stored& stored) {
    if (!plan_.full || has_left(stored.entry.left_on, today_)) return households_.stays(stored.entry, today_);
    ++plan_.counts.ended;
    plan_.lacking.push_back(stored.id);
    note("資格喪失", 0, stored.entry, "ファイルにありません");
    households_.ends(stored.entry);
  }

  // Who was erased, or would be: a core system that goes on naming them doesn't bring them back.
  void leave_out(const member_file::Row& row) {
    ++plan_.counts.unchanged;
    note("対象外", row.line, row.entry, "資格喪失から、残しておく年数が過ぎています");
  }

  static std::string twins_key(const Entry& entry, const std::string& kana) {
    return member_roster::key(entry.symbol, entry.number, to_sql(entry.birth_date)) + "\n" + text::search_key(kana);
  }

  void change(const member_roster::Stored& stored, member_file::Row& row) {
    if (text::search_key(stored.entry.kana) != text::search_key(row.entry.kana))
      renamed_.emplace(twins_key(row.entry, row.entry.kana), Renamed{row.line, row.entry.branch});
    const bool was_insured = !has_left(stored.entry.left_on, today_);
    const bool leaves = was_insured && has_left(row.entry.left_on, today_);
    if (was_insured && !leaves && !stored.entry.left_on && row.entry.left_on) ++plan_.leaving_later;
    ++(leaves ? plan_.counts.ended : plan_.counts.changed);
    households_.comes(row.entry, row.line, today_);
    note(leaves ? "資格喪失" : "変更", row.line, row.entry, changed_columns(stored.entry, row.entry));
    plan_.changed.push_back({stored.id, std::move(row.entry), ""});
    plan_.changed.back().search_key = search_key(plan_.changed.back().entry);
  }

  void note(const char* kind, std::size_t line, const Entry& entry, std::string what) {
    plan_.outcomes.push_back({kind, line, entry.symbol, entry.number, entry.branch, std::move(what)});
  }

  Plan& plan_;
  member_file::Content& content_;
  calendar::Date today_;
  std::optional<calendar::Date> kept_from_;
  Households households_;
  std::unordered_map<std::string, std::size_t> row_by_key_;
  std::vector<bool> met_;
  struct Renamed {
    std::size_t line;
    std::string branch;
  };
  std::unordered_multimap<std::string, Renamed> renamed_;
};

template <class Use>
void for_everyone(db::SocietyReader& db, Use use) {
  auto stored = member_roster::page(db, MemberId{}, page_rows);
  while (!stored.empty()) {
    for (const auto& one : stored) use(one);
    stored = member_roster::page(db, stored.back().id, page_rows);
  }
}

csv::Fault too_many_ending(const Plan& plan) {
  const std::string later =
      plan.leaving_later > 0 ? fmt::format("（うち{}人は、これからの日付）", grouped(plan.leaving_later)) : "";
  return {
      0, "", fmt::format("資格喪失が{}人{}になり、いまの加入者の5%を超えます", grouped(plan.ending()), later),
      fmt::format("ファイルが正しいことを確かめたうえで、portalctl member import に --allow-ending {} を付けて取り込ん"
                  "でください",
                  plan.ending())};
}

Plan compared(db::SocietyReader& db, const std::filesystem::path& file, bool full, calendar::Date today,
              const import_file::Progress& progress) {
  Plan plan;
  plan.full = full;
  plan.file_digest = secret::file_digest(file);
  member_file::Content content = member_file::read(file, today, progress);
  plan.enrolled_before = member_roster::size(db, today).enrolled;
  Comparison comparison(plan, content, today, erasures::left_before(db, today));
  for_everyone(db, [&](const member_roster::Stored& one) { comparison.meet(one); });
  if (comparison.has_renamed())
    for_everyone(db, [&](const member_roster::Stored& one) { comparison.look_for_twins(one); });
  comparison.finish();
  import_file::demand_unchanged(file, plan.file_digest, content.faults);
  plan.faults = content.faults.in_order();
  plan.notices = std::move(content.notices);
  plan.odd_count = content.odd_count;
  plan.outcomes.insert(plan.outcomes.begin(), std::make_move_iterator(content.odd.begin()),
                       std::make_move_iterator(content.odd.end()));
  return plan;
}

Plan judged(Plan plan, std::size_t ending_allowed) {
  if (plan.ends_too_many(ending_allowed)) plan.objection = too_many_ending(plan);
  return plan;
}

}  // namespace

bool Plan::ends_too_many(std::size_t ending_allowed) const {
  constexpr std::size_t percent_max = 5;
  return ending() * 100 > enrolled_before * percent_max && ending() > ending_allowed;
}

Plan Members::plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                   const import_file::Progress& progress) {
  return judged(compared(db, order.file, false, today, progress), order.ending_allowed);
}

Plan Roster::plan(db::SocietyReader& db, const import_kinds::Order& order, calendar::Date today,
                  const import_file::Progress& progress) {
  return judged(compared(db, order.file, true, today, progress), order.ending_allowed);
}

std::string Members::figures(const Plan& plan) {
  const imports::Counts& counts = plan.counts;
  return fmt::format("追加　　　{}人\n変更　　　{}人\n変更なし　{}人\n資格喪失　{}人（いまの加入者{}人のうち）\n",
                     grouped(counts.added), grouped(counts.changed), grouped(counts.unchanged), grouped(counts.ended),
                     grouped(plan.enrolled_before));
}

void Members::write(const import_kinds::Writing& writing, const Plan& plan) {
  std::size_t done = 0;
  const member_roster::Written written = [&](std::size_t rows) { writing.progress(done += rows); };
  member_roster::add(writing.db, plan.added, writing.import, written);
  member_roster::change(writing.db, plan.changed, writing.import, written);
  member_roster::end(writing.db, plan.lacking, calendar::date_in_japan(writing.now), writing.import, written);
}

std::string Members::what_is_in_the_way(db::SocietyReader& db, const imports::Import& import) {
  if (member_roster::was_built_upon(db, import.id))
    return fmt::format("a later import changed members of import {}; nothing was done", number(import.id));
  if (member_roster::replaced_by(db, import.id) != import.counts.changed + import.counts.ended)
    return fmt::format("import {} is from before the portal kept what members were; nothing was done",
                       number(import.id));
  return "";
}

std::string Members::take_back(const Scene& scene, ImportId import) {
  const auto undone = member_roster::revert(scene.db, import);
  return fmt::format("{} members as they were before; {} whom it had added have left on the day they were enrolled",
                     undone.restored, undone.ended);
}

}  // namespace portal::member_import
