#pragma once
#include <string>
#include <vector>

#include "base/config.hpp"
#include "base/keys.hpp"
#include "base/password.hpp"
#include "fcgi/http.hpp"
#include "sql/accounts/accounts.hpp"
#include "sql/accounts/sessions.hpp"
#include "sql/accounts/step_tickets.hpp"
#include "sql/audit/audit.hpp"
#include "sql/database.hpp"
#include "sql/household/members.hpp"
#include "sql/societies.hpp"
#include "templates/renderer.hpp"

namespace portal {

class KeptSociety;  // sql/kept_society.hpp

// What a process owns for its whole life and lends to every request.
struct Installation {
  Config config;
  WebSecrets secrets;
  PasswordHasher passwords;
  Renderer renderer;
};

// A request to the installation itself, outside every society: the list of societies.
struct SiteVisit {
  const Request& request;
  const Installation& installation;
  const db::SiteReader& db;
};

// A question about this process: both of its connections, to ask of each whether it does what pages need.
struct MonitorVisit {
  db::Database& reading;
  db::Database& writing;
};

// What a form that was sent after its session's end brings back (fcgi/sent_form.hpp), and whether the page shows it.
struct ReturnedInput {
  Fields fields;
  bool shown = false;
};

// All that a handler may touch, gathered for one request. Its kind is the page's access rule: a handler that takes a
// MemberVisit can't run without a member. Whatever its kind, it only reads.
struct Visit {
  const Request& request;
  const Installation& installation;
  const Society& society;
  KeptSociety& kept;  // what it says to all; asked with `db`
  db::SocietyReader& db;
  Timestamp now;                   // the database's clock, read once
  std::vector<std::string> names;  // what stood for the {name}s of the route, in order
  bool signed_in = false;
  // What the browser's forms are bound to (fcgi/form_token.hpp), and any other proof that is good in this browser
  // alone. One that brought no cookie gets it with the page.
  std::string_view form_binding;
  ReturnedInput& returned;

  // For the page's form to show: what was sent from it when the session had ended, nothing as a rule.
  const Fields& returned_input() const {
    returned.shown = true;
    return returned.fields;
  }
  audit::Origin origin() const;
  std::string url(std::string_view path) const;
};

// Inside registration, after the postcard's login ID and password were right.
struct RegistrationVisit : Visit {
  static constexpr StepPurpose purpose = StepPurpose::registration;
  StepTicket step;
};

// Inside 再発行, after what the mail holds was right.
struct ReissueVisit : Visit {
  static constexpr StepPurpose purpose = StepPurpose::reissue;
  StepTicket step;
};

// Inside a two-step sign-in: the password was right, the code is still asked for.
struct SecondStepVisit : Visit {
  static constexpr StepPurpose purpose = StepPurpose::two_step;
  StepTicket step;
};

// Signed in, though the password may be past its end: for the pages that replace it, and for logout.
struct SignedInVisit : Visit {
  Session session;
  Account account;
  Member member;
};

// Signed in with a password that may still be used. The society may ask for a second factor, and the account have none
// yet: for the pages that add one.
struct SecuringVisit : SignedInVisit {};

// Signed in with all that the society asks for.
struct MemberVisit : SignedInVisit {};

// A visit of that kind that may change what is the society's: of a POST, and of a GET whose route records something.
// Its `db` hides the reader's, of the same connection and transaction; what it shares with a GET takes the kind alone.
template <class Kind>
struct Writing : Kind {
  db::SocietyDatabase& db;
};

// A visit of a GET that shows what the audit log must tell of. It only reads, and names what it shows; the Portal has
// that written by one statement before the answer leaves, and shows nothing without.
template <class Kind>
struct Recording : Kind {
  std::optional<audit::Showing>& showing;
};

// A visit of a GET that leaves a mark, such as a counted click, where it can: nullptr while the database takes no
// writes.
template <class Kind>
struct Marking : Kind {
  db::SocietyDatabase* marks;
};

}  // namespace portal
