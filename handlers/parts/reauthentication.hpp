#pragma once
#include <vector>

#include "base/limits.hpp"
#include "fcgi/visit.hpp"
#include "handlers/parts/form.hpp"

// Whoever changes how an account is entered (login ID, addresses, password, two-step sign-in) gives the password again
// when it was last given more than five minutes ago (security.md, "Sessions"): a session left open is not enough.
namespace portal::reauthentication {

inline constexpr Field current{{
    .name = "current_password",
    .label = "いまのパスワード",
    .longest = Longest{limits::password_characters_max},
    .type = "password",
    .autocomplete = "current-password",
    .need = Need::required,
}};

bool needed(const SignedInVisit& visit);

// The password's field where it is needed, nothing otherwise.
void show(const SignedInVisit& visit, const Form& form, View& page, Part place);

// Whether the change may be made: the password isn't needed, or was typed right; otherwise the fault stands at the
// field. Wrong ones are counted and stopped like failed sign-ins, so the answer is to be committed. 429 for who has it
// asked too often, right or wrong (domain/accounts/password_forms.hpp).
bool judge_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form);
template <class Kind>
bool judge(const Writing<Kind>& visit, Form& form) {
  return judge_on(visit.db, visit, form);
}
// Even where it was given just now: to set another one.
bool judge_always_on(db::SocietyDatabase& db, const SignedInVisit& visit, Form& form);
template <class Kind>
bool judge_always(const Writing<Kind>& visit, Form& form) {
  return judge_always_on(visit.db, visit, form);
}

// The session goes on under a new token, its password given just now: `sid` for the answer.
Cookie renew_on(db::SocietyDatabase& db, const SignedInVisit& visit);
template <class Kind>
Cookie renew(const Writing<Kind>& visit) {
  return renew_on(visit.db, visit);
}
// The same under a new token, whenever the password was given: after judge().
Cookie renew_token_on(db::SocietyDatabase& db, const SignedInVisit& visit);
template <class Kind>
Cookie renew_token(const Writing<Kind>& visit) {
  return renew_token_on(visit.db, visit);
}
// renew() where the password was needed, nothing otherwise: after judge().
template <class Kind>
std::vector<Cookie> renew_if_needed(const Writing<Kind>& visit) {
  return needed(visit) ? std::vector{renew(visit)} : std::vector<Cookie>{};
}

}  // namespace portal::reauthentication
