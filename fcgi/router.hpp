#pragma once
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fcgi/visit.hpp"

namespace portal {

using Handler = std::variant<Response (*)(SiteVisit&), Response (*)(Visit&), Response (*)(RegistrationVisit&),
                             Response (*)(ReissueVisit&), Response (*)(SecondStepVisit&), Response (*)(SignedInVisit&),
                             Response (*)(MemberVisit&)>;

// What a POST sent twice from one page does: runs again, or gets the first one's answer. So does the Portal itself when
// the answer to COMMIT didn't come.
enum class Repeat { runs_again, runs_once };

// What a GET leaves behind: nothing (it runs on the reading connection and can't); the record without which nothing is
// shown (who saw what is audited); or one that is done without while the database takes no writes, such as a counted
// click.
enum class Records { nothing, a_visit, a_visit_if_possible };

// Whether asking for it counts as the member being there. Not: the script's question how long the session still lives.
enum class Presence { counts, does_not_count };

// What a POST must bring: the token of a form of ours, from our origin. Or, for the one click that a mail service makes
// without cookies (RFC 8058), the words of that click; then the handler acts on nothing but the secret in the query.
enum class Proof { form_token, form_token_or_one_click };

// One line per URL and method. "{s}" stands for the society, any other {name} for one segment, or for what stands
// before the ending of one ({document}.pdf), that the handler finds in names.
struct Route {
  Method method;
  std::string_view path;
  Handler handler;
  Repeat repeat = Repeat::runs_again;
  Records records = Records::nothing;
  Presence presence = Presence::counts;
  Proof proof = Proof::form_token;
};

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> names;
  bool path_known = false;  // with no route: the path is right, the method is not
};
// The first route whose path fits and whose method agrees.
Match find_route(std::span<const Route> routes, Method method, std::string_view path);

}  // namespace portal
