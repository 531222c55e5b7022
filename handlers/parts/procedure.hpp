#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"
#include "sql/applications/applications.hpp"

// A member's procedure: form → check page → receipt. What it asks and what becomes of it is each procedure's own.
namespace portal::procedure {

View steps(int current);  // 入力, 確認, 受付

// What was said or is asked for, line by line (parts/facts.tpl). One without text is left out.
struct Fact {
  std::string_view label;
  std::string text;
  std::string_view field = {};  // where it is said on the form; none: nothing that can be changed there
};
using Facts = std::vector<Fact>;
View facts(const Facts& facts);

// By when the society will have handled what it received or is checking, by its setting (parts/by_when.tpl); nothing
// for what is handled, and where the society says nothing.
void tell_by_when(const Visit& visit, const applications::Application& application, View& page, Part place);

// The check page (parts/check.tpl).
struct Check {
  const char *title, *help_topic;
  const char *what, *do_it;  // 申請, 申請する
  std::string act_url;
  std::vector<std::pair<std::string, std::string>> typed;  // goes along, for the form to come back as it was
};
Response check_page(const Check& check, const Facts& facts);  // 変更 by a line leads to its field

// Where the check page is sent. Everything is judged once more: it may have changed since the check page, which
// anybody's program may skip. `act` is given what `judge` made of the form; each page is a Response.
template <class Judge, class FormPage, class ActOn>
Response submit(const Visit& visit, Judge judge, FormPage form_page, ActOn act) {
  Form form(visit.request.form);
  const bool is_to_be_revised = !visit.request.form["revise"].empty();  // 変更: nothing is to be done yet
  if (is_to_be_revised) return form_page(form);
  const auto judged = judge(form);
  return form.good() ? act(judged) : form_page(form);
}

// What follows a member's act on an application of theirs, in its transaction: the audit row, and the mail with the
// receipt number. `member` is whom it is for.
enum class Act { received, corrected, withdrawn };
void acknowledge(const Writing<MemberVisit>& visit, Act act, applications::Kind kind, ApplicationId id,
                 MemberId member);

}  // namespace portal::procedure
