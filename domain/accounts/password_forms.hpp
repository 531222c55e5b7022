#pragma once
#include "domain/scene.hpp"

// Forms in which a member gives or chooses a password: each costs an auth worker up to a fifth of a second, in hashes
// and in judging how easily it is guessed. So one member has so many of them, and no more (security.md, rule 9). What
// is tried before anybody is known by it is counted elsewhere: domain/accounts/sign_in.hpp, registration::may_try.
namespace portal::password_forms {

enum class Part { present, chosen };  // the password of now, asked again; a new one

// Counts one, of a member with an account or about to have one; false: more than limits::password_forms_max of that
// part in limits::password_forms_window, to be answered with 429.
bool may_judge(const AccountScene& scene, MemberId member, Part part);

}  // namespace portal::password_forms
