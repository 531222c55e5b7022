#pragma once
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/formats/csv.hpp"
#include "sql/audit/incidents.hpp"

// What a society must say of a leak, made of what the audit log has of it: to the
// 個人情報保護委員会, and to each person.
namespace portal::incident_scope {

using calendar::Date;

// One person, with everything of theirs that was seen. A protected one is told by themself alone, whatever their age.
struct Named {
  incidents::Person person;
  std::set<audit::Data> data;
  Timestamp first, last;

  bool is_child() const;  // under 18 on the first day, in Japan
  std::string_view group() const;
};

// Protected ones first, then children, then everybody else; each by their numbers.
std::vector<Named> named(std::span<const incidents::Touch> touches, std::vector<incidents::Person> persons);

struct Count {
  std::int64_t persons = 0, children = 0, protected_ones = 0;
};
struct Figures {
  Count all;
  std::map<audit::Data, Count> by_data;
  bool has_sensitive = false;  // 要配慮個人情報: of one person is enough for a report
};
Figures figures(std::span<const Named> named);

// The days by which the commission is to hear of it, from the day on which the society learnt of it.
struct Deadlines {
  Date first_from, first_until;  // 速報: おおむね3日から5日以内
  Date full;                     // 確報: 30日以内
  Date full_after_attack;        // 不正の目的によるおそれがあれば、60日以内
};
Deadlines deadlines(Date learnt_on);

std::string_view in_words(audit::Data data);
std::string in_words(const std::set<audit::Data>& data);

// The list from which the letters are written, in the order of `named`. Formulas are guarded. Not whole: the encoding
// lacks characters, and 〓 stands there.
struct Letters {
  std::string bytes;
  bool is_whole;
};
Letters letters(std::span<const Named> named, csv::Encoding encoding);

}  // namespace portal::incident_scope
