#include "domain/accounts/passkeys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "domain/accounts/webauthn.hpp"
#include "domain/mails/mails.hpp"
#include "sql/accounts/form_nonces.hpp"

namespace portal::passkeys {
namespace {

enum class Purpose { creation, request };

// A challenge: when it was made, what makes it another one, and the proof of both for one place and purpose. So no page
// that is shown writes a row (decision 0048).
constexpr std::size_t moment_bytes = 8;
constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t proof_bytes = 32;

// The user handle: what tells an account from all others, and its society's path, which is how a passkey of another
// society is known. 64 bytes are all that it may have; a path has 40.
constexpr std::size_t handle_secret_bytes = 24;
constexpr std::size_t handle_bytes_max = 64;

std::string keyed(std::string_view key, std::string_view text) {
  return secret::from_base64url(secret::keyed_digest(key, text)).value();
}

std::string big_endian(std::uint64_t number) {
  std::string bytes(moment_bytes, '\0');
  for (auto at = bytes.rbegin(); at != bytes.rend(); ++at, number >>= 8U) *at = static_cast<char>(number & 0xffU);
  return bytes;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes) number = number << 8U | static_cast<unsigned char>(c);
  return number;
}

std::string proof(const Place& place, Purpose purpose, std::string_view what) {
  return keyed(place.key, fmt::format("passkey challenge\n{}\n{}\n{}\n{}", purpose == Purpose::creation ? "new" : "in",
                                      number(place.society.id), place.browser, what));
}

std::string make_challenge(const Place& place, Purpose purpose) {
  const std::string what = big_endian(static_cast<std::uint64_t>(seconds_of(place.now))) + random::bytes(nonce_bytes);
  return secret::base64url(what + proof(place, purpose, what));
}

Outcome judge_challenge(const Place& place, Purpose purpose, std::string_view challenge) {
  if (challenge.size() != moment_bytes + nonce_bytes + proof_bytes) return Outcome::invalid;
  const std::string_view what = challenge.substr(0, moment_bytes + nonce_bytes);
  if (!secret::equal(challenge.substr(what.size()), proof(place, purpose, what))) return Outcome::invalid;
  const std::uint64_t made = number_of(what.substr(0, moment_bytes));
  const auto oldest = static_cast<std::uint64_t>(seconds_of(place.now - limits::passkey_challenge_life));
  return made < oldest ? Outcome::late : Outcome::done;
}

// Once, among parallel requests too: the nonce of a form that nobody sends.
bool use_up(const AccountScene& scene, std::string_view challenge) {
  const std::string nonce = "passkey challenge\n" + std::string(challenge);
  if (form_nonces::take(scene.db, nonce, scene.now)) return false;
  form_nonces::keep(scene.db, nonce, {"/", {}});
  return true;
}

Outcome take_challenge(const AccountScene& scene, const Place& place, Purpose purpose, std::string_view challenge) {
  const Outcome outcome = judge_challenge(place, purpose, challenge);
  if (outcome != Outcome::done) return outcome;
  return use_up(scene, challenge) ? Outcome::done : Outcome::used;
}

std::string handle_of(const Place& place, AccountId account, const std::vector<Passkey>& present) {
  if (!present.empty()) return present.front().user_handle;
  const std::string text = fmt::format("passkey user\n{}\n{}", number(place.society.id), number(account));
  return secret::base64url(keyed(place.key, text).substr(0, handle_secret_bytes) + place.society.slug);
}

// The society that the handle names; "" where it isn't one of ours.
std::string society_in(std::string_view handle) {
  if (handle.size() <= handle_secret_bytes || handle.size() > handle_bytes_max) return "";
  const std::string_view slug = handle.substr(handle_secret_bytes);
  const bool looks_like_one =
      std::ranges::all_of(slug, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  return looks_like_one ? std::string(slug) : "";
}

std::int64_t milliseconds(std::chrono::milliseconds time) { return time.count(); }

audit::About about(const Account& account, std::optional<PasskeyId> passkey = {}) {
  audit::About about{.account = account.id, .member = account.member_id};
  if (passkey) about.object = *passkey;
  return about;
}

// What alarms and filters of the journal count by client, as of a wrong password. Its owner sees it at the next
// sign-in; garbage that is nobody's leaves no row.
SignIn refuse(const AccountScene& scene, Outcome outcome, const std::optional<Account>& owner = {}) {
  log::write(
      log::Level::info, "authn_login_fail",
      {{"request", scene.origin.request_id}, {"society", scene.society.slug}, {"client", scene.origin.client_address}});
  if (owner) {
    accounts::note_wrong_try(scene.db, owner->id);
    record(scene, audit::Event::sign_in_failed, about(*owner));
  }
  return {outcome, {}, ""};
}

SignIn refuse_clone(const AccountScene& scene, const Account& owner, PasskeyId passkey) {
  mails::security_changed(scene, owner.id, mails::SecurityChange::passkey_cloned);
  accounts::note_wrong_try(scene.db, owner.id);
  record(scene, audit::Event::passkey_cloned, about(owner, passkey));
  return {Outcome::cloned, {}, ""};
}

}  // namespace

std::string creation_options(const Place& place, const Account& account, const std::vector<Passkey>& present) {
  std::string excluded;
  for (const Passkey& one : present)
    excluded += fmt::format(R"({}{{"type":"public-key","id":"{}","transports":{}}})", excluded.empty() ? "" : ",",
                            one.credential_id, one.transports);
  const std::string shown = json::quoted(fmt::format("{}（{}）", account.login_id, place.society.name));
  return fmt::format(
      R"({{"rp":{{"id":{},"name":{}}},"user":{{"id":"{}","name":{},"displayName":{}}},"challenge":"{}",)"
      R"("pubKeyCredParams":[{{"type":"public-key","alg":-7}},{{"type":"public-key","alg":-8}},)"
      R"({{"type":"public-key","alg":-257}}],"timeout":{},"attestation":"none","excludeCredentials":[{}],)"
      R"("authenticatorSelection":{{"residentKey":"required","requireResidentKey":true,)"
      R"("userVerification":"required"}}}})",
      json::quoted(webauthn::relying_party(place.origin).id), json::quoted(place.society.name),
      handle_of(place, account.id, present), shown, shown, make_challenge(place, Purpose::creation),
      milliseconds(limits::passkey_challenge_life), excluded);
}

std::string request_options(const Place& place) {
  return fmt::format(R"({{"rpId":{},"challenge":"{}","timeout":{},"userVerification":"required"}})",
                     json::quoted(webauthn::relying_party(place.origin).id), make_challenge(place, Purpose::request),
                     milliseconds(limits::passkey_challenge_life));
}

Outcome add(const AccountScene& scene, const Place& place, const Account& account, std::string_view said,
            std::string_view name) {
  const auto credential = webauthn::read(said);
  if (!credential) return Outcome::invalid;
  const auto ceremony = webauthn::verify_creation(*credential, webauthn::relying_party(place.origin));
  if (!ceremony) return Outcome::invalid;
  accounts::hold_password(scene.db, account.id);  // parallel ones are counted one after the other
  const Outcome challenge = take_challenge(scene, place, Purpose::creation, ceremony->challenge);
  if (challenge != Outcome::done) return challenge;
  const auto present = passkey_rows::list(scene.db, account.id);
  if (present.size() >= limits::passkeys_per_account_max) return Outcome::full;
  const std::string id = secret::base64url(credential->id);
  if (passkey_rows::is_known(scene.db, id)) return Outcome::invalid;
  const passkey_rows::NewPasskey added{.name = std::string(name),
                                       .credential_id = id,
                                       .user_handle = handle_of(place, account.id, present),
                                       .public_key = secret::base64url(credential->public_key),
                                       .transports = credential->transports,
                                       .counter = ceremony->counter,
                                       .backed_up = ceremony->backed_up};
  const PasskeyId passkey = passkey_rows::add(scene.db, account.id, added, scene.now);
  mails::security_changed(scene, account.id, mails::SecurityChange::passkey_added);
  record(scene, audit::Event::passkey_added, about(account, passkey));
  return Outcome::done;
}

SignIn sign_in(const AccountScene& scene, const Place& place, std::string_view said,
               const session_start::Visitor& visitor) {
  const auto credential = webauthn::read(said);
  if (!credential) return refuse(scene, Outcome::invalid);
  const std::string society = society_in(credential->user_handle);
  if (!society.empty() && society != place.society.slug) return {Outcome::elsewhere, {}, society};
  const auto key = passkey_rows::lock(scene.db, secret::base64url(credential->id));
  if (!key || key->user_handle != secret::base64url(credential->user_handle)) return refuse(scene, Outcome::unknown);
  const auto owner = accounts::find(scene.db, key->account_id, scene.now);
  if (!owner) return refuse(scene, Outcome::unknown);
  const auto ceremony = webauthn::verify_request(*credential, secret::from_base64url(key->public_key).value(),
                                                 webauthn::relying_party(place.origin));
  if (!ceremony) return refuse(scene, Outcome::invalid, owner);
  const Outcome challenge = take_challenge(scene, place, Purpose::request, ceremony->challenge);
  if (challenge != Outcome::done) return {challenge, {}, ""};
  if (!webauthn::counts_on(key->counter, ceremony->counter)) return refuse_clone(scene, *owner, key->id);
  accounts::hold_password(scene.db, owner->id);  // a change of the password ends all sessions, this one too
  passkey_rows::note_use(scene.db, *key, ceremony->counter, ceremony->backed_up, scene.now);
  return {Outcome::done, session_start::open(scene, owner->id, owner->member_id, visitor, SignInWay::passkey), ""};
}

void rename(const AccountScene& scene, const Account& account, const Passkey& passkey, std::string_view name) {
  db::demand(passkey_rows::rename(scene.db, account.id, passkey.id, name), "the passkey was removed meanwhile");
  mails::security_changed(scene, account.id, mails::SecurityChange::passkey_renamed);
  record(scene, audit::Event::passkey_renamed, about(account, passkey.id));
}

void remove(const AccountScene& scene, const Account& account, const Passkey& passkey) {
  db::demand(passkey_rows::remove(scene.db, account.id, passkey.id), "the passkey was removed meanwhile");
  mails::security_changed(scene, account.id, mails::SecurityChange::passkey_removed);
  record(scene, audit::Event::passkey_removed, about(account, passkey.id));
}

bool take_offer(const AccountScene& scene, AccountId account) {
  return passkey_rows::take_offer(scene.db, account, scene.now - limits::passkey_offer_pause, scene.now);
}

}  // namespace portal::passkeys
