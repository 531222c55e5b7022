#pragma once
#include <functional>
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
};
View facts(const std::vector<Fact>& facts);

// The check page (parts/check.tpl).
struct Check {
  const char *title, *help_topic;
  const char *heading, *what, *do_it;  // 内容の確認, 申請, 申請する
  std::string act_url;
  std::vector<std::pair<std::string, std::string>> typed;  // goes along, for the form to come back as it was
};
Response check_page(const Check& check, View facts);

// The button 修正する of the check page was pressed: nothing is to be done yet.
bool is_to_be_revised(const Visit& visit);

// Where the form is sent: with faults it comes back, else its check page.
template <class Judge>
Response check(const Visit& visit, Judge judge, const std::function<Response(const Form&)>& form_page,
               const std::function<Response(const std::invoke_result_t<Judge, Form&>&, Form&)>& check_page) {
  Form form(visit.request.form);
  const auto judged = judge(form);
  return form.good() ? check_page(judged, form) : form_page(form);
}

// Where the check page is sent. Everything is judged once more: it may have changed since the check page, which
// anybody's program may skip.
template <class Judge>
Response submit(const Visit& visit, Judge judge, const std::function<Response(const Form&)>& form_page,
                const std::function<Response(const std::invoke_result_t<Judge, Form&>&)>& act) {
  Form form(visit.request.form);
  if (is_to_be_revised(visit)) return form_page(form);
  const auto judged = judge(form);
  return form.good() ? act(judged) : form_page(form);
}

// What follows a member's act on an application of theirs, in its transaction: the audit row, and the mail with the
// receipt number. `member` is whom it is for.
enum class Act { received, corrected, withdrawn };
void acknowledge(const Writing<MemberVisit>& visit, Act act, applications::Kind kind, ApplicationId id,
                 MemberId member);

}  // namespace portal::procedure
