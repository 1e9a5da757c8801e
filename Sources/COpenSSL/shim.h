#pragma once
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/rand.h>

/* What a public key alone consists of: the macro of OpenSSL is of a kind that Swift does not read. */
static const int casecourier_public_key = EVP_PKEY_PUBLIC_KEY;
