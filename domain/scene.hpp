#pragma once
#include "base/config.hpp"
#include "base/password.hpp"
#include "domain/mails/mails.hpp"

namespace portal {

// What operations on accounts work with: the process lends it to every request.
struct Means {
  const PasswordHasher& passwords;
  const WebSecrets& secrets;
  mails::Desk mail_desk;
};

}  // namespace portal
