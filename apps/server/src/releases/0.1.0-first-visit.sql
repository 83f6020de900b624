-- Schema and a few rows as release 0.1.0 stood after its first visit (commit 55c5412), written by its own code and dumped by pg_dump 15; one word added (OVERRIDING SYSTEM VALUE) so that newer servers take it.
--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_epoch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_epoch (
    base numeric(20,0) NOT NULL
);


--
-- Name: audit_tx(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.audit_tx() RETURNS xid8
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT (((((pg_current_xact_id())::text)::numeric + audit_epoch.base))::text)::xid8 AS xid8
    FROM public.audit_epoch;
END;


--
-- Name: record_expect(bigint, bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.record_expect(actual bigint, expected bigint) RETURNS integer
    LANGUAGE plpgsql
    AS $$
begin
  if actual is distinct from expected then raise exception 'version conflict' using errcode = 'LM412'; end if;
  return 1;
end $$;


--
-- Name: access_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_account (
    login text NOT NULL COLLATE pg_catalog."C",
    display text NOT NULL,
    reference text NOT NULL,
    roles text[] NOT NULL,
    password text,
    disabled boolean DEFAULT false NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    created timestamp with time zone DEFAULT now() NOT NULL,
    signed_in timestamp with time zone,
    one_time_until timestamp with time zone,
    generation integer DEFAULT 0 NOT NULL
);


--
-- Name: access_client; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_client (
    id text NOT NULL COLLATE pg_catalog."C",
    display text NOT NULL,
    reference text,
    roles text[] NOT NULL,
    scope text NOT NULL,
    secret bytea,
    disabled boolean DEFAULT false NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: access_link; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_link (
    hash bytea NOT NULL,
    login text NOT NULL COLLATE pg_catalog."C",
    expires timestamp with time zone NOT NULL,
    used timestamp with time zone
);


--
-- Name: access_payload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_payload (
    model text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    payload text NOT NULL,
    grant_id text COLLATE pg_catalog."C",
    uid text COLLATE pg_catalog."C",
    expires timestamp with time zone,
    consumed timestamp with time zone
);


--
-- Name: access_revoked; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.access_revoked (
    token text NOT NULL COLLATE pg_catalog."C",
    expires timestamp with time zone NOT NULL
);


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    tx xid8 DEFAULT public.audit_tx() NOT NULL,
    outcome smallint DEFAULT 0 NOT NULL,
    action character(1) NOT NULL,
    agent text,
    agent_name text,
    client text,
    activity text,
    what text[],
    patient text[],
    query text,
    purpose text,
    address text
)
PARTITION BY RANGE (at);


--
-- Name: audit_default; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_default (
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    tx xid8 DEFAULT public.audit_tx() NOT NULL,
    outcome smallint DEFAULT 0 NOT NULL,
    action character(1) NOT NULL,
    agent text,
    agent_name text,
    client text,
    activity text,
    what text[],
    patient text[],
    query text,
    purpose text,
    address text
);


--
-- Name: audit_seal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_seal (
    no bigint NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    from_tx xid8 NOT NULL,
    from_seq bigint NOT NULL,
    to_tx xid8 NOT NULL,
    to_seq bigint NOT NULL,
    seqs bigint[] NOT NULL,
    digests bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL
);


--
-- Name: audit_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_draft (
    id bigint NOT NULL,
    system text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    holds text,
    version text NOT NULL,
    source text NOT NULL,
    effective date NOT NULL,
    made_by text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    base bigint NOT NULL,
    refused text DEFAULT '[]'::text NOT NULL
);


--
-- Name: catalog_draft_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_draft ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.catalog_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_load; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_load (
    id bigint NOT NULL,
    system text NOT NULL COLLATE pg_catalog."C",
    version text NOT NULL,
    source text NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    loaded integer DEFAULT 0 NOT NULL,
    refused integer DEFAULT 0 NOT NULL,
    name text,
    effective date,
    ended integer DEFAULT 0 NOT NULL
);


--
-- Name: catalog_load_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_load ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.catalog_load_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: concept; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.concept (
    system text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    valid_from date NOT NULL,
    valid_to date,
    display text NOT NULL,
    properties text NOT NULL,
    load bigint NOT NULL
);


--
-- Name: concept_draft; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.concept_draft (
    draft bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    valid_from date NOT NULL,
    valid_to date,
    display text NOT NULL,
    properties text NOT NULL
);


--
-- Name: concept_map; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.concept_map (
    map text NOT NULL COLLATE pg_catalog."C",
    system text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    target_system text NOT NULL COLLATE pg_catalog."C",
    target_code text NOT NULL COLLATE pg_catalog."C",
    target_display text,
    equivalence text NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);


--
-- Name: idx_composite; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_composite (
    type smallint NOT NULL,
    param smallint NOT NULL,
    key1 text NOT NULL COLLATE pg_catalog."C",
    key2 text NOT NULL COLLATE pg_catalog."C",
    low numeric NOT NULL,
    high numeric NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_date; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_date (
    type smallint NOT NULL,
    param smallint NOT NULL,
    low timestamp(3) with time zone NOT NULL,
    high timestamp(3) with time zone NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_quantity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_quantity (
    type smallint NOT NULL,
    param smallint NOT NULL,
    system integer NOT NULL,
    low numeric NOT NULL,
    high numeric NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_reference; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_reference (
    type smallint NOT NULL,
    param smallint NOT NULL,
    target_type smallint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    target text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_string; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_string (
    type smallint NOT NULL,
    param smallint NOT NULL,
    folded text NOT NULL COLLATE pg_catalog."C",
    exact text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_token (
    type smallint NOT NULL,
    param smallint NOT NULL,
    system integer NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: idx_uri; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idx_uri (
    type smallint NOT NULL,
    param smallint NOT NULL,
    value text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id bigint NOT NULL,
    handler text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    payload text,
    state smallint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_at timestamp with time zone NOT NULL,
    reason text
);


--
-- Name: job_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: message_in; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_in (
    id bigint NOT NULL,
    partner text NOT NULL COLLATE pg_catalog."C",
    control_id text NOT NULL COLLATE pg_catalog."C",
    hash text NOT NULL COLLATE pg_catalog."C",
    type text COLLATE pg_catalog."C",
    raw bytea NOT NULL,
    state text DEFAULT 'received'::text NOT NULL COLLATE pg_catalog."C",
    reason text,
    answer bytea,
    attempts integer DEFAULT 0 NOT NULL,
    received timestamp(3) with time zone NOT NULL,
    settled timestamp(3) with time zone,
    corrects bigint,
    CONSTRAINT message_in_state_check CHECK ((state = ANY (ARRAY['received'::text, 'applied'::text, 'parked'::text, 'refused'::text])))
);


--
-- Name: message_in_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.message_in ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_in_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: message_out; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.message_out (
    id bigint NOT NULL,
    channel text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    control_id text NOT NULL COLLATE pg_catalog."C",
    content text NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL COLLATE pg_catalog."C",
    attempts integer DEFAULT 0 NOT NULL,
    reason text,
    receipt text,
    queued timestamp(3) with time zone NOT NULL,
    due timestamp(3) with time zone NOT NULL,
    settled timestamp(3) with time zone,
    CONSTRAINT message_out_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'refused'::text, 'given-up'::text])))
);


--
-- Name: message_out_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.message_out ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_out_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: migration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.migration (
    id text NOT NULL COLLATE pg_catalog."C",
    ran timestamp(3) with time zone DEFAULT now() NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    seq bigint NOT NULL,
    at timestamp(3) with time zone NOT NULL,
    entries text NOT NULL,
    expanded boolean DEFAULT false NOT NULL
);


--
-- Name: outbox_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.outbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resource; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resource (
    type smallint NOT NULL,
    method smallint NOT NULL,
    version integer NOT NULL,
    updated timestamp(3) with time zone NOT NULL,
    deleted boolean NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: resource_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resource_history (
    type smallint NOT NULL,
    method smallint NOT NULL,
    version integer NOT NULL,
    updated timestamp(3) with time zone NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    body text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: uri_system; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.uri_system (
    id integer NOT NULL,
    uri text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: uri_system_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.uri_system ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.uri_system_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_default; Type: TABLE ATTACH; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit ATTACH PARTITION public.audit_default DEFAULT;


--
-- Data for Name: access_account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.access_account VALUES
	('bs.mau', 'Trần Thị Mẫu', 'Practitioner/bs', '{doctor}', NULL, false, 0, NULL, '2026-11-22 06:42:09.253561+00', NULL, NULL, 0);


--
-- Data for Name: access_client; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: access_link; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: access_payload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: access_revoked; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_default; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_default OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-20 02:00:00+00', '742', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Organization/bv}', '{}', NULL, NULL, '127.0.0.1'),
	(2, '2026-11-20 02:01:00+00', '744', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Practitioner/bs}', '{}', NULL, NULL, '127.0.0.1'),
	(3, '2026-11-20 02:02:00+00', '746', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Patient/nb0}', '{nb0}', NULL, NULL, '127.0.0.1'),
	(4, '2026-11-20 02:03:00+00', '748', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Patient/nb1}', '{nb1}', NULL, NULL, '127.0.0.1'),
	(5, '2026-11-20 02:04:00+00', '749', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Patient/nb2}', '{nb2}', NULL, NULL, '127.0.0.1'),
	(6, '2026-11-20 02:05:00+00', '750', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'transaction', '{Encounter/luot1}', '{nb0}', NULL, NULL, '127.0.0.1'),
	(7, '2026-11-20 02:06:00+00', '753', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Observation/kali}', '{nb0}', NULL, NULL, '127.0.0.1'),
	(8, '2026-11-20 02:07:00+00', '755', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Observation/ha}', '{nb0}', NULL, NULL, '127.0.0.1'),
	(9, '2026-11-20 02:08:00+00', '757', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Encounter/luot1}', '{nb0}', NULL, NULL, '127.0.0.1'),
	(10, '2026-11-20 02:09:00+00', '759', 0, 'U', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'update', '{Basic/bo}', '{}', NULL, NULL, '127.0.0.1'),
	(11, '2026-11-20 02:10:00+00', '760', 0, 'D', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'delete', '{Basic/bo}', '{}', NULL, NULL, '127.0.0.1'),
	(12, '2026-11-20 02:00:00+00', '769', 0, 'R', 'Practitioner/bs', 'BS. Trần Thị Mẫu', 'web', 'read', '{Patient/nb0}', '{nb0}', NULL, NULL, NULL);


--
-- Data for Name: audit_epoch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_epoch VALUES
	(0);


--
-- Data for Name: audit_seal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_seal VALUES
	(1, '2026-11-22 06:42:09.280266+00', '742', 1, '769', 12, '{1,2,3,4,5,6,7,8,9,10,11,12}', '\x458dff77dc374f3012bca482fd3aae43e5d598cda8c74e360bc1e31a3ca3425ce170d85adc98535092c049065bdd38348d86f33cdddd36e756bc4e713d6de0d5f9242479fde02f24455b0075a828db00e3dcee89563233de9389150aef2f4671a76947c2549abd4321ea92a29dbc6b50b832c4b4206d06c1138a73f5d7e17f3c5d2e620f702fe84e00e354e919115a2210e51f60ddbf7b0cd3d4d920aeee20ace37c544745d5efa5f2daabeede7c96a674a8f3273d5f14a75cb32236199b982ae0e56b32d96911adea844742b5f3ad11acf28b7913a83a2662a1f932dfa46c31de60fbf94850b4d2411af1468ca14fa34ab32c68ec35eb5d1c6028806ace3f031fa44d5ec700ae244c7a0d5f6a52076fa84fb96b6a93a33637fb6e7982e1434871cb45f2bbf9b84ce23736beba63ca5429aafc44f79cf013ba5332e652b7c4383a27365941057d630cd85232ac1aef9cc2013e7c6c3e518b90cbec2efd58d240cff66760a03090b4838feedc49ed6cd860daf7885fe08d62fd54a951fac77519', '\x0000000000000000000000000000000000000000000000000000000000000000', '\x9940db47b657242d86cef3190eb29f48c6e17bed9a95ede06aafef8e4012c679', 'audit-1', '\x2787885d5cca4e6351c4d3603958d11e7f9828ffaa6eed1b8b938b4aee3663f3e884029aa5416dfecaf0ba9c9222e2f668cf9c38cf179ca5bc2e7dba5a7dd802');


--
-- Data for Name: catalog_draft; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_load; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.catalog_load OVERRIDING SYSTEM VALUE VALUES
	(1, 'urn:danh-muc', '1', 'tay', '2026-11-20 02:00:00+00', 1, 0, NULL, NULL, 0);


--
-- Data for Name: concept; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.concept VALUES
	('urn:danh-muc', 'A', '2026-01-01', NULL, 'Mục A', '{}', 1);


--
-- Data for Name: concept_draft; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: concept_map; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: idx_composite; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_composite VALUES
	(96, 85, '8480-6|http://loinc.org', 'mm[Hg]|http://unitsofmeasure.org', 140, 140, 'ha');


--
-- Data for Name: idx_date; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_date VALUES
	(103, 49, '1980-04-30 17:00:00+00', '1980-05-01 16:59:59.999+00', 'nb0'),
	(103, 49, '1981-05-01 17:00:00+00', '1981-05-02 16:59:59.999+00', 'nb1'),
	(103, 49, '1979-12-31 17:00:00+00', '1980-12-31 16:59:59.999+00', 'nb2'),
	(96, 117, '2026-11-20 02:30:00+00', '2026-11-20 02:30:00.999+00', 'kali'),
	(96, 117, '2026-11-19 17:00:00+00', '2026-11-20 16:59:59.999+00', 'ha'),
	(44, 117, '2026-11-20 02:00:00+00', '2026-11-20 03:00:00.999+00', 'luot1');


--
-- Data for Name: idx_quantity; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_quantity VALUES
	(96, 432, 4, 6.80, 6.80, 'mmol/L', 'kali'),
	(96, 88, 4, 140, 140, 'mm[Hg]', 'ha');


--
-- Data for Name: idx_reference; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_reference VALUES
	(103, 255, 100, '1980-04-30 17:00:00+00', 'bv', 'nb0'),
	(103, 255, 100, '1981-05-01 17:00:00+00', 'bv', 'nb1'),
	(103, 255, 100, '1979-12-31 17:00:00+00', 'bv', 'nb2'),
	(44, 392, 103, '2026-11-20 02:00:00+00', 'nb0', 'luot1'),
	(96, 392, 103, '2026-11-20 02:30:00+00', 'nb0', 'kali'),
	(96, 144, 44, '2026-11-20 02:30:00+00', 'luot1', 'kali'),
	(96, 392, 103, '2026-11-19 17:00:00+00', 'nb0', 'ha');


--
-- Data for Name: idx_string; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_string VALUES
	(100, 241, 'benh vien thu 99001', 'Bệnh viện Thử 99001', 'bv'),
	(100, 285, 'benh vien thu 99001', 'Bệnh viện Thử 99001', 'bv'),
	(108, 285, 'tran thi mau', 'Trần Thị Mẫu', 'bs'),
	(103, 167, 'nguyen', 'Nguyễn', 'nb0'),
	(103, 177, 'van', 'Văn', 'nb0'),
	(103, 177, 'a', 'Á', 'nb0'),
	(103, 241, 'nguyen van a', 'Nguyễn Văn Á', 'nb0'),
	(103, 241, 'nguyen', 'Nguyễn', 'nb0'),
	(103, 241, 'van', 'Văn', 'nb0'),
	(103, 241, 'a', 'Á', 'nb0'),
	(103, 167, 'do', 'Đỗ', 'nb1'),
	(103, 177, 'thi', 'Thị', 'nb1'),
	(103, 177, 'ðao', 'Ðào', 'nb1'),
	(103, 241, 'do thi ðao', 'Đỗ Thị Ðào', 'nb1'),
	(103, 241, 'do', 'Đỗ', 'nb1'),
	(103, 241, 'thi', 'Thị', 'nb1'),
	(103, 241, 'ðao', 'Ðào', 'nb1'),
	(103, 167, 'le', 'Lê', 'nb2'),
	(103, 177, 'van', 'Văn', 'nb2'),
	(103, 177, 'mau', 'Mẫu', 'nb2'),
	(103, 241, 'le van mau', 'Lê Văn Mẫu', 'nb2'),
	(103, 241, 'le', 'Lê', 'nb2'),
	(103, 241, 'van', 'Văn', 'nb2'),
	(103, 241, 'mau', 'Mẫu', 'nb2');


--
-- Data for Name: idx_token; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idx_token VALUES
	(100, 186, 1, '2026-11-20 02:00:00+00', '99001', 'bv'),
	(103, 186, 2, '1980-04-30 17:00:00+00', '099000000000', 'nb0'),
	(103, 175, 0, '1980-04-30 17:00:00+00', 'male', 'nb0'),
	(103, 186, 2, '1981-05-01 17:00:00+00', '099000000001', 'nb1'),
	(103, 175, 0, '1981-05-01 17:00:00+00', 'female', 'nb1'),
	(103, 186, 2, '1979-12-31 17:00:00+00', '099000000002', 'nb2'),
	(103, 175, 0, '1979-12-31 17:00:00+00', 'male', 'nb2'),
	(44, 62, 0, '2026-11-20 02:00:00+00', 'AMB', 'luot1'),
	(96, 388, 0, '2026-11-20 02:30:00+00', 'final', 'kali'),
	(96, 68, 3, '2026-11-20 02:30:00+00', '2823-3', 'kali'),
	(96, 388, 0, '2026-11-19 17:00:00+00', 'final', 'ha'),
	(96, 68, 3, '2026-11-19 17:00:00+00', '85354-9', 'ha'),
	(96, 83, 3, '2026-11-19 17:00:00+00', '8480-6', 'ha'),
	(44, 388, 0, '2026-11-20 02:00:00+00', 'finished', 'luot1');


--
-- Data for Name: idx_uri; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES
	(1, 'nhac', 'k', 's', '{}', 0, 0, '2026-11-20 02:00:00+00', NULL);


--
-- Data for Name: message_in; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.message_in OVERRIDING SYSTEM VALUE VALUES
	(1, 'máy', 'M1', 'h', NULL, '\x4d5348', 'applied', NULL, NULL, 0, '2026-11-20 02:00:00+00', NULL, NULL);


--
-- Data for Name: message_out; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.message_out OVERRIDING SYSTEM VALUE VALUES
	(1, 'ngân hàng', 'k', 'O1', '{}', 'waiting', 0, NULL, NULL, '2026-11-20 02:00:00+00', '2026-11-20 02:00:00+00', NULL);


--
-- Data for Name: migration; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.migration VALUES
	('record-0001', '2026-11-22 06:42:02.766+00'),
	('record-0002', '2026-11-22 06:42:02.826+00'),
	('record-0003', '2026-11-22 06:42:02.909+00'),
	('record-0004', '2026-11-22 06:42:02.933+00'),
	('record-0005', '2026-11-22 06:42:02.978+00'),
	('jobs-0001', '2026-11-22 06:42:03.006+00'),
	('access-0001', '2026-11-22 06:42:03.054+00'),
	('access-0002', '2026-11-22 06:42:03.108+00'),
	('seal-0001', '2026-11-22 06:42:03.114+00'),
	('seal-0002', '2026-11-22 06:42:03.14+00'),
	('seal-0003', '2026-11-22 06:42:03.149+00'),
	('seal-0004', '2026-11-22 06:42:03.153+00'),
	('exchange-0001', '2026-11-22 06:42:03.159+00'),
	('exchange-0002', '2026-11-22 06:42:03.169+00'),
	('terminology-0001', '2026-11-22 06:42:03.176+00'),
	('terminology-0002', '2026-11-22 06:42:03.187+00');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox OVERRIDING SYSTEM VALUE VALUES
	(1, '2026-11-20 02:00:00+00', '[{"type":"Organization","id":"bv","version":1,"method":"PUT"}]', false),
	(2, '2026-11-20 02:01:00+00', '[{"type":"Practitioner","id":"bs","version":1,"method":"PUT"}]', false),
	(3, '2026-11-20 02:02:00+00', '[{"type":"Patient","id":"nb0","version":1,"method":"PUT"}]', false),
	(4, '2026-11-20 02:03:00+00', '[{"type":"Patient","id":"nb1","version":1,"method":"PUT"}]', false),
	(5, '2026-11-20 02:04:00+00', '[{"type":"Patient","id":"nb2","version":1,"method":"PUT"}]', false),
	(6, '2026-11-20 02:05:00+00', '[{"type":"Encounter","id":"luot1","version":1,"method":"PUT"}]', false),
	(7, '2026-11-20 02:06:00+00', '[{"type":"Observation","id":"kali","version":1,"method":"PUT"}]', false),
	(8, '2026-11-20 02:07:00+00', '[{"type":"Observation","id":"ha","version":1,"method":"PUT"}]', false),
	(9, '2026-11-20 02:08:00+00', '[{"type":"Encounter","id":"luot1","version":2,"method":"PUT"}]', false),
	(10, '2026-11-20 02:09:00+00', '[{"type":"Basic","id":"bo","version":1,"method":"PUT"}]', false),
	(11, '2026-11-20 02:10:00+00', '[{"type":"Basic","id":"bo","version":2,"method":"DELETE"}]', false);


--
-- Data for Name: resource; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.resource VALUES
	(100, 2, 1, '2026-11-20 02:00:00+00', false, 'bv', '{"resourceType":"Organization","id":"bv","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:00:00.000Z"},"name":"Bệnh viện Thử 99001","identifier":[{"system":"urn:ma-co-so","value":"99001"}]}'),
	(108, 2, 1, '2026-11-20 02:01:00+00', false, 'bs', '{"resourceType":"Practitioner","id":"bs","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:01:00.000Z"},"name":[{"text":"Trần Thị Mẫu"}]}'),
	(103, 2, 1, '2026-11-20 02:02:00+00', false, 'nb0', '{"resourceType":"Patient","id":"nb0","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:02:00.000Z"},"identifier":[{"system":"urn:cccd","value":"099000000000"}],"name":[{"text":"Nguyễn Văn Á","family":"Nguyễn","given":["Văn","Á"]}],"gender":"male","birthDate":"1980-05-01","managingOrganization":{"reference":"Organization/bv"}}'),
	(103, 2, 1, '2026-11-20 02:03:00+00', false, 'nb1', '{"resourceType":"Patient","id":"nb1","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:03:00.000Z"},"identifier":[{"system":"urn:cccd","value":"099000000001"}],"name":[{"text":"Đỗ Thị Ðào","family":"Đỗ","given":["Thị","Ðào"]}],"gender":"female","birthDate":"1981-05-02","managingOrganization":{"reference":"Organization/bv"}}'),
	(103, 2, 1, '2026-11-20 02:04:00+00', false, 'nb2', '{"resourceType":"Patient","id":"nb2","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:04:00.000Z"},"identifier":[{"system":"urn:cccd","value":"099000000002"}],"name":[{"text":"Lê Văn Mẫu","family":"Lê","given":["Văn","Mẫu"]}],"gender":"male","birthDate":"1980","managingOrganization":{"reference":"Organization/bv"}}'),
	(96, 2, 1, '2026-11-20 02:06:00+00', false, 'kali', '{"resourceType":"Observation","id":"kali","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:06:00.000Z"},"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2823-3"}],"text":"Kali"},"subject":{"reference":"Patient/nb0"},"encounter":{"reference":"Encounter/luot1"},"effectiveDateTime":"2026-11-20T09:30:00+07:00","valueQuantity":{"value":6.80,"unit":"mmol/L","system":"http://unitsofmeasure.org","code":"mmol/L"}}'),
	(96, 2, 1, '2026-11-20 02:07:00+00', false, 'ha', '{"resourceType":"Observation","id":"ha","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:07:00.000Z"},"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"subject":{"reference":"Patient/nb0"},"effectiveDateTime":"2026-11-20","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":140,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}'),
	(44, 2, 2, '2026-11-20 02:08:00+00', false, 'luot1', '{"resourceType":"Encounter","id":"luot1","meta":{"versionId":"2","lastUpdated":"2026-11-20T02:08:00.000Z"},"status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/nb0"},"period":{"start":"2026-11-20T09:00:00+07:00","end":"2026-11-20T10:00:00+07:00"}}'),
	(8, 3, 2, '2026-11-20 02:10:00+00', true, 'bo', '');


--
-- Data for Name: resource_history; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.resource_history VALUES
	(44, 2, 1, '2026-11-20 02:05:00+00', 'luot1', '{"resourceType":"Encounter","id":"luot1","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:05:00.000Z"},"status":"in-progress","class":{"code":"AMB"},"subject":{"reference":"Patient/nb0"},"period":{"start":"2026-11-20T09:00:00+07:00"}}'),
	(8, 2, 1, '2026-11-20 02:09:00+00', 'bo', '{"resourceType":"Basic","id":"bo","meta":{"versionId":"1","lastUpdated":"2026-11-20T02:09:00.000Z"},"code":{"text":"sẽ xóa"}}');


--
-- Data for Name: uri_system; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.uri_system VALUES
	(1, 'urn:ma-co-so'),
	(2, 'urn:cccd'),
	(3, 'http://loinc.org'),
	(4, 'http://unitsofmeasure.org');


--
-- Name: audit_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_seq_seq', 12, true);


--
-- Name: catalog_draft_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_draft_id_seq', 1, false);


--
-- Name: catalog_load_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_load_id_seq', 1, true);


--
-- Name: job_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.job_id_seq', 1, true);


--
-- Name: message_in_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.message_in_id_seq', 1, true);


--
-- Name: message_out_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.message_out_id_seq', 1, true);


--
-- Name: outbox_seq_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_seq_seq', 11, true);


--
-- Name: uri_system_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.uri_system_id_seq', 4, true);


--
-- Name: access_account access_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_account
    ADD CONSTRAINT access_account_pkey PRIMARY KEY (login);


--
-- Name: access_client access_client_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_client
    ADD CONSTRAINT access_client_pkey PRIMARY KEY (id);


--
-- Name: access_link access_link_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_link
    ADD CONSTRAINT access_link_pkey PRIMARY KEY (hash);


--
-- Name: access_payload access_payload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_payload
    ADD CONSTRAINT access_payload_pkey PRIMARY KEY (model, id);


--
-- Name: access_revoked access_revoked_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_revoked
    ADD CONSTRAINT access_revoked_pkey PRIMARY KEY (token);


--
-- Name: audit_seal audit_seal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (no);


--
-- Name: catalog_draft catalog_draft_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_draft
    ADD CONSTRAINT catalog_draft_pkey PRIMARY KEY (id);


--
-- Name: catalog_load catalog_load_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_load
    ADD CONSTRAINT catalog_load_pkey PRIMARY KEY (id);


--
-- Name: concept_draft concept_draft_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concept_draft
    ADD CONSTRAINT concept_draft_pkey PRIMARY KEY (draft, code, valid_from);


--
-- Name: concept_map concept_map_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concept_map
    ADD CONSTRAINT concept_map_pkey PRIMARY KEY (map, system, code, target_system, target_code, valid_from);


--
-- Name: concept concept_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concept
    ADD CONSTRAINT concept_pkey PRIMARY KEY (system, code, valid_from);


--
-- Name: job job_handler_subject_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_handler_subject_key UNIQUE (handler, subject);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: message_in message_in_partner_control_id_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_in
    ADD CONSTRAINT message_in_partner_control_id_hash_key UNIQUE (partner, control_id, hash);


--
-- Name: message_in message_in_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_in
    ADD CONSTRAINT message_in_pkey PRIMARY KEY (id);


--
-- Name: message_out message_out_channel_control_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_out
    ADD CONSTRAINT message_out_channel_control_id_key UNIQUE (channel, control_id);


--
-- Name: message_out message_out_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_out
    ADD CONSTRAINT message_out_pkey PRIMARY KEY (id);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (seq);


--
-- Name: resource_history resource_history_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource_history
    ADD CONSTRAINT resource_history_pkey PRIMARY KEY (type, id, version);


--
-- Name: resource resource_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT resource_pkey PRIMARY KEY (type, id);


--
-- Name: uri_system uri_system_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uri_system
    ADD CONSTRAINT uri_system_pkey PRIMARY KEY (id);


--
-- Name: uri_system uri_system_uri_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uri_system
    ADD CONSTRAINT uri_system_uri_key UNIQUE (uri);


--
-- Name: access_payload_expires_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_payload_expires_idx ON public.access_payload USING btree (expires);


--
-- Name: access_payload_grant_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_payload_grant_id_idx ON public.access_payload USING btree (grant_id) WHERE (grant_id IS NOT NULL);


--
-- Name: access_payload_uid_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_payload_uid_idx ON public.access_payload USING btree (uid) WHERE (uid IS NOT NULL);


--
-- Name: audit_by_agent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_agent ON ONLY public.audit USING btree (agent, at);


--
-- Name: audit_by_commit; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_commit ON ONLY public.audit USING btree (tx, seq);


--
-- Name: audit_by_number; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_number ON ONLY public.audit USING brin (seq);


--
-- Name: audit_by_patient; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_patient ON ONLY public.audit USING gin (patient);


--
-- Name: audit_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_time ON ONLY public.audit USING brin (at);


--
-- Name: audit_default_agent_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_default_agent_at_idx ON public.audit_default USING btree (agent, at);


--
-- Name: audit_default_at_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_default_at_idx ON public.audit_default USING brin (at);


--
-- Name: audit_default_patient_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_default_patient_idx ON public.audit_default USING gin (patient);


--
-- Name: audit_default_seq_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_default_seq_idx ON public.audit_default USING brin (seq);


--
-- Name: audit_default_tx_seq_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_default_tx_seq_idx ON public.audit_default USING btree (tx, seq);


--
-- Name: catalog_load_system; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_load_system ON public.catalog_load USING btree (system, id DESC);


--
-- Name: idx_composite_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_composite_key ON public.idx_composite USING btree (type, param, key1, key2, low, id);


--
-- Name: idx_date_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_date_key ON public.idx_date USING btree (type, param, low, high, id);


--
-- Name: idx_quantity_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_quantity_key ON public.idx_quantity USING btree (type, param, low, high, code, id);


--
-- Name: idx_reference_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_reference_key ON public.idx_reference USING btree (target, target_type, type, param, at DESC, id);


--
-- Name: idx_string_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_string_key ON public.idx_string USING btree (type, param, folded, id);


--
-- Name: idx_token_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_token_key ON public.idx_token USING btree (type, param, code, system, at DESC, id);


--
-- Name: idx_uri_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_uri_key ON public.idx_uri USING btree (type, param, value, id);


--
-- Name: job_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_due ON public.job USING btree (run_at, id) WHERE (state = 0);


--
-- Name: job_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_key ON public.job USING btree (key, id) WHERE (state = 0);


--
-- Name: job_parked; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_parked ON public.job USING btree (id) WHERE (state = 1);


--
-- Name: message_in_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_in_latest ON public.message_in USING btree (partner, settled DESC) WHERE (state = 'applied'::text);


--
-- Name: message_in_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_in_waiting ON public.message_in USING btree (state, id) WHERE (state = ANY (ARRAY['received'::text, 'parked'::text]));


--
-- Name: message_out_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_out_latest ON public.message_out USING btree (channel, settled DESC) WHERE (state = 'sent'::text);


--
-- Name: message_out_refused; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_out_refused ON public.message_out USING btree (id) WHERE (state = 'refused'::text);


--
-- Name: message_out_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX message_out_waiting ON public.message_out USING btree (channel, key, id) WHERE (state = 'waiting'::text);


--
-- Name: outbox_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_waiting ON public.outbox USING btree (seq) WHERE (NOT expanded);


--
-- Name: resource_history_updated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resource_history_updated ON public.resource_history USING btree (type, updated, id, version);


--
-- Name: resource_updated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resource_updated ON public.resource USING btree (type, updated, id);


--
-- Name: audit_default_agent_at_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.audit_by_agent ATTACH PARTITION public.audit_default_agent_at_idx;


--
-- Name: audit_default_at_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.audit_by_time ATTACH PARTITION public.audit_default_at_idx;


--
-- Name: audit_default_patient_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.audit_by_patient ATTACH PARTITION public.audit_default_patient_idx;


--
-- Name: audit_default_seq_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.audit_by_number ATTACH PARTITION public.audit_default_seq_idx;


--
-- Name: audit_default_tx_seq_idx; Type: INDEX ATTACH; Schema: public; Owner: -
--

ALTER INDEX public.audit_by_commit ATTACH PARTITION public.audit_default_tx_seq_idx;


--
-- Name: access_link access_link_login_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.access_link
    ADD CONSTRAINT access_link_login_fkey FOREIGN KEY (login) REFERENCES public.access_account(login) ON DELETE CASCADE;


--
-- Name: concept_draft concept_draft_draft_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concept_draft
    ADD CONSTRAINT concept_draft_draft_fkey FOREIGN KEY (draft) REFERENCES public.catalog_draft(id) ON DELETE CASCADE;


--
-- Name: concept concept_load_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.concept
    ADD CONSTRAINT concept_load_fkey FOREIGN KEY (load) REFERENCES public.catalog_load(id);


--
-- Name: message_in message_in_corrects_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.message_in
    ADD CONSTRAINT message_in_corrects_fkey FOREIGN KEY (corrects) REFERENCES public.message_in(id);


--
-- PostgreSQL database dump complete
--


