#include "domain/audit/incident_scope.hpp"

#include <algorithm>
#include <array>

namespace portal::incident_scope {
namespace {

constexpr int adult_age = 18;

bool is_sensitive(audit::Data data) {
  using enum audit::Data;
  return data == expenses || data == document || data == application || data == everything;
}

void count(Count& count, const Named& one) {
  ++count.persons;
  count.children += one.is_child() ? 1 : 0;
  count.protected_ones += one.person.is_protected ? 1 : 0;
}

int place_of(const Named& one) { return one.person.is_protected ? 0 : one.is_child() ? 1 : 2; }

Date days_later(Date day, int days) { return std::chrono::sys_days(day) + std::chrono::days{days}; }

}  // namespace

bool Named::is_child() const { return calendar::age_on(person.birth_date, calendar::date_in_japan(first)) < adult_age; }

std::string_view Named::group() const {
  constexpr std::array<std::string_view, 3> groups{"保護（本人だけに）", "18歳未満（保護者あて）", "本人"};
  return groups.at(static_cast<std::size_t>(place_of(*this)));
}

std::vector<Named> named(std::span<const incidents::Touch> touches, std::vector<incidents::Person> persons) {
  std::map<MemberId, Named> found;
  for (const incidents::Touch& touch : touches) {
    Named& one = found.try_emplace(touch.person, Named{{}, {}, touch.first, touch.last}).first->second;
    one.data.insert(touch.data);
    one.first = std::min(one.first, touch.first);
    one.last = std::max(one.last, touch.last);
  }
  std::vector<Named> all;
  for (incidents::Person& person : persons) {
    const auto one = found.find(person.id);
    if (one == found.end()) continue;
    one->second.person = std::move(person);
    all.push_back(std::move(one->second));
  }
  std::ranges::stable_sort(all, {}, place_of);
  return all;
}

Figures figures(std::span<const Named> named) {
  Figures figures;
  for (const Named& one : named) {
    count(figures.all, one);
    for (const audit::Data data : one.data) {
      count(figures.by_data[data], one);
      figures.has_sensitive |= is_sensitive(data);
    }
  }
  return figures;
}

Deadlines deadlines(Date learnt_on) {
  return {days_later(learnt_on, 3), days_later(learnt_on, 5), days_later(learnt_on, 30), days_later(learnt_on, 60)};
}

std::string_view in_words(audit::Data data) {
  switch (data) {
    case audit::Data::nothing:
      return "なし";
    case audit::Data::identity:
      return "氏名・記号番号・メールアドレス";
    case audit::Data::address:
      return "氏名・住所";
    case audit::Data::postcard:
      return "氏名・住所・初期パスワード（お知らせハガキ）";
    case audit::Data::mail:
      return "メールアドレスと送信の記録";
    case audit::Data::expenses:
      return "医療費";
    case audit::Data::document:
      return "通知書・証明書";
    case audit::Data::document_title:
      return "通知書・証明書の件名";
    case audit::Data::application:
      return "申し込みの内容（住所・電話番号を含む）";
    case audit::Data::record:
      return "いつ何を見たかの記録";
    case audit::Data::everything:
      return "すべて（バックアップ）";
  }
  return "";
}

std::string in_words(const std::set<audit::Data>& data) {
  std::string text;
  for (const audit::Data one : data) text += (text.empty() ? "" : "、") + std::string(in_words(one));
  return text;
}

Letters letters(std::span<const Named> named, csv::Encoding encoding) {
  csv::Writer file(encoding, csv::Formulas::guarded);
  file.add(std::array<std::string, 11>{"区分", "記号", "番号", "枝番", "氏名", "フリガナ", "郵便番号", "住所",
                                       "情報の種類", "最初の日", "最後の日"});
  bool is_whole = true;
  for (const Named& one : named) {
    const incidents::Person& person = one.person;
    is_whole &= file.add(std::array<std::string, 11>{
        std::string(one.group()), person.symbol, person.number, person.branch, person.name, person.kana,
        person.postal_code, person.address, in_words(one.data), to_sql(calendar::date_in_japan(one.first)),
        to_sql(calendar::date_in_japan(one.last))});
  }
  return {file.bytes(), is_whole};
}

}  // namespace portal::incident_scope
