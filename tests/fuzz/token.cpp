// Whatever comes back as a token, a sealed cookie or a sealed mail: nothing is taken but what we made, as we made it,
// for the place that we made it for.
#include "base/json.hpp"
#include "base/secret.hpp"
#include "fcgi/form_token.hpp"
#include "handlers/parts/own_path.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace portal;
using fuzz::demand;

static const std::string key(32, 'k'), other_key(32, 'o'), session(43, 's'), said_inside = "12-0001001-00";
static const std::string token = form_token::issue(key, session), sealed = secret::encrypt(key, said_inside, "step");
static const secret::SealKeys seal_keys = secret::make_seal_keys();
static const std::string sealed_mail = secret::seal(seal_keys.public_key, said_inside);

static std::string turned(std::string own, std::string_view turns) {
  fuzz::turn_bits(own, turns);
  return own;
}

static void demand_refused(std::string_view said) {
  demand(form_token::proves(key, session, said) == (secret::unmask(said) == secret::unmask(token)));
  demand(!form_token::proves(other_key, session, said) && !form_token::proves(key, "", said));
  demand(!form_token::proves(key, session + "x", said));
  demand((secret::decrypt(key, said, "step") == said_inside) == (said == sealed));
  demand(!secret::decrypt(key, said, "device") && !secret::decrypt(other_key, said, "step"));
  demand((secret::unseal(seal_keys, said) == said_inside) == (said == sealed_mail));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::text_of(data, size);
  if (const auto bytes = secret::from_base64url(input)) demand(secret::base64url(*bytes) == input);
  demand(secret::from_base64url(secret::base64url(input)) == input);
  demand_refused(input);
  demand_refused(turned(token, input));
  demand_refused(turned(sealed, input));
  demand_refused(turned(sealed_mail, input));
  const std::string path = own_path_or(input, "/home");
  demand(path.starts_with('/') && path.substr(0, 2) != "//" && path.find_first_of("\\\r\n\t ") == path.npos);
  const auto read = json::read_texts("{\"said\":" + json::quoted(input) + "}");
  demand(read && (!text::is_valid_utf8(input) || read->at("said") == input));
  static_cast<void>(json::read_members(input));
  return 0;
}
