#include "domain/applications/limit_application.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "domain/applications/contact.hpp"

namespace portal::limit_application {
namespace {

using household::Insured;

Month month_of(Date date) { return date.year() / date.month(); }

const Insured* person_meant(std::string_view branch, std::span<const Insured> people) {
  if (branch.empty() && people.size() == 1) return &people.front();
  const auto found = std::ranges::find(people, branch, &Insured::branch);
  return found == people.end() ? nullptr : &*found;
}

constexpr int late_elder_age = 75;

Date day_before(Date day) { return Date(std::chrono::sys_days{day} - std::chrono::days{1}); }

struct End {
  Date day;  // the last one of insurance
  std::string why;
};

// 資格喪失日 and the 75th birthday are first days without insurance by the society.
End end_of(const Insured& person) {
  const Date birthday = calendar::birthday(person.birth_date, late_elder_age);
  if (person.left_on && *person.left_on <= birthday) {
    const Date last = day_before(*person.left_on);
    return {last,
            fmt::format("健康保険の資格が{}で終わるため、必要期間はその月までです", calendar::japanese_date(last))};
  }
  const Date last = day_before(birthday);
  return {last, fmt::format("75歳のお誕生日（{}）から後期高齢者医療制度に移るため、必要期間はその前日の{}の月までです",
                            calendar::japanese_date(birthday), calendar::japanese_date(last))};
}

// A form's answers on their way to an application.
class Judge {
 public:
  explicit Judge(Judged& judged) : judged_(judged) {}

  void fault(Item item, std::string words) { judged_.faults.push_back({item, std::move(words)}); }

  std::string kept(Item item, contact::Judged judged) {
    if (!judged.fault.empty()) fault(item, std::move(judged.fault));
    return std::move(judged.kept);
  }

  void period(const Answers& answers, Date opening) {
    const auto open = months(opening);
    const auto from = month(Item::from, answers.from, "はじめ", open);
    const auto to = month(Item::to, answers.to, "終わり", open);
    if (!from || !to) return;
    judged_.details.from = *from;
    judged_.details.to = *to;
    if (*to < *from) return fault(Item::to, "必要期間の終わりは、はじめの月か、それより後の月です");
    if (judged_.person == nullptr) return;
    if (End end = end_of(*judged_.person); *to > month_of(end.day)) fault(Item::to, std::move(end.why));
  }

  void delivery(const Answers& answers) {
    limit_applications::Details& details = judged_.details;
    details.postal_code = kept(Item::postal_code, contact::judge_postal_code(answers.postal_code));
    details.address = kept(Item::address, contact::judge_line(answers.address, "住所", limits::address_characters_max));
    details.telephone = kept(Item::telephone, contact::judge_telephone(answers.telephone));
  }

  void proxy(const Answers& answers) {
    if (answers.applied_by == "self") return;
    if (answers.applied_by != "other") return fault(Item::applied_by, "申請する方を選んでください");
    const auto line = [this](Item item, std::string_view typed, const char* name, std::size_t characters_max) {
      return kept(item, contact::judge_line(typed, name, characters_max));
    };
    judged_.details.proxy_name =
        line(Item::proxy_name, answers.proxy_name, "代わりに申請する方のお名前", limits::proxy_name_characters_max);
    judged_.details.proxy_relation = line(Item::proxy_relation, answers.proxy_relation, "代わりに申請する方の続柄",
                                          limits::proxy_relation_characters_max);
    judged_.details.proxy_reason = line(Item::proxy_reason, contact::in_one_line(std::string(answers.proxy_reason)),
                                        "代わりに申請する理由", limits::proxy_reason_characters_max);
  }

 private:
  std::optional<Month> month(Item item, std::string_view typed, const char* which, const std::vector<Month>& open) {
    if (text::trim(typed).empty()) {
      fault(item, fmt::format("必要期間の{}の月を選んでください", which));
      return {};
    }
    const auto month = calendar::parse_month(typed);
    if (month && std::ranges::find(open, *month) != open.end()) return month;
    fault(item, fmt::format("必要期間の{}は、{}から{}までの間です", which, calendar::japanese_month(open.front()),
                            calendar::japanese_month(open.back())));
    return {};
  }

  Judged& judged_;
};

}  // namespace

std::vector<Month> months(Date opening) {
  std::vector<Month> open;
  for (int later = 0; later < limits::limit_certificate_months_max; ++later)
    open.push_back(month_of(opening) + std::chrono::months{later});
  return open;
}

bool is_late_elder(Date birth_date, Date day) { return calendar::age_on(birth_date, day) >= late_elder_age; }

std::string value_of(Month month) { return fmt::format("{:04}-{:02}", int{month.year()}, unsigned{month.month()}); }

Judged judge(const Answers& answers, Date opening, std::span<const Insured> people) {
  Judged judged;
  Judge judge(judged);
  judged.person = person_meant(answers.person, people);
  if (judged.person == nullptr) judge.fault(Item::person, "認定証を使う方を選んでください");
  judge.period(answers, opening);
  judge.delivery(answers);
  judge.proxy(answers);
  return judged;
}

}  // namespace portal::limit_application
