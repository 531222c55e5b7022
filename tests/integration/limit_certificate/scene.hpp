#pragma once
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "tests/support/parallel.hpp"
#include "tests/support/test_portal.hpp"

// What the tests of 限度額申請 share.
namespace portal::testing::limit_certificate {

using applications::Status;

using Typed = std::vector<std::pair<std::string, std::string>>;

inline constexpr const char* place = "/mihon/limit-certificate";
inline constexpr const char* her_husband = "髙﨑　一郎";

inline Typed good(const std::string& person = "00") {
  return {{"person", person},
          {"from", "2026-11"},
          {"to", "2027-01"},
          {"postal_code", "100-0001"},
          {"address", "東京都見本区1-1"},
          {"telephone", "03-0000-0000"},
          {"applied_by", "self"},
          {"proxy_name", ""},
          {"proxy_relation", ""},
          {"proxy_reason", ""}};
}

inline Typed with(Typed typed, const std::string& name, const std::string& value) {
  for (auto& [known, kept] : typed)
    if (known == name) kept = value;
  return typed;
}

inline Reply send(Browser& browser, const std::string& path, const Typed& typed) {
  portal::Request request = posted(browser, path, typed);
  request.cookies = {};
  return browser.send(request);
}

inline Reply hand_in(Browser& browser, const Typed& typed = good(), const std::string& path = place) {
  browser.get(path + "/new");
  return send(browser, path, typed);
}

inline ApplicationId newest(TestPortal& portal) {
  auto rows = portal.staff.select("SELECT MAX(id) AS id FROM applications");
  rows.next();
  return rows.get<ApplicationId>("id");
}

inline bool society_says(TestPortal& portal, Status from, Status to, const char* message = "") {
  auto db = portal.staff_of("mihon");
  return judge(db, newest(portal), from, to, message, portal.now);
}

inline void change_husband(TestPortal& portal, const char* left_on, bool is_protected) {
  portal.staff.execute(R"(
    UPDATE members m JOIN societies s ON s.id = m.society_id SET m.left_on = ?, m.is_protected = ?
    WHERE s.slug = 'mihon' AND m.number = '0001001' AND m.branch = '01')",
                       left_on == nullptr ? std::nullopt : std::optional<std::string>(left_on), is_protected);
}

}  // namespace portal::testing::limit_certificate
