-- Tokens and invitations of one company were kept from another's by their statements alone.
call keep_companies_apart('auth.api_tokens');
call keep_companies_apart('auth.invitations');
