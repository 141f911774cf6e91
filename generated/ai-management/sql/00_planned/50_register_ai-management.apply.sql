-- Registration of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '70aa98cca9da00cc92786cc4752bd18c38cdf64b979c5e926ccc0ab617bfb7cd',
        '395ea35249adc24cc21078312350c0e2d6260f04c7d6e84372fa12ac8b75f741',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'costs');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.billing_data',
            'contract.cost_allocations',
            'contract.usage_logs',
            'schemas.ai-management',
            'role.ai_management_app',
            'role.ai_management_reader',
            'table.ai_features',
            'table.ai_models',
            'table.ai_spending',
            'table.ai_spending_allocations',
            'table.ai_usage_logs',
            'partitions.ai_usage_logs',
            'mapping.billing_data',
            'mapping.cost_allocations',
            'mapping.usage_logs',
            'bring.billing_data',
            'bring.cost_allocations',
            'bring.usage_logs',
            'capture.billing_data',
            'capture.cost_allocations',
            'capture.usage_logs',
            'copier.billing_data',
            'copier.cost_allocations',
            'copier.usage_logs',
            'backfill.billing_data',
            'backfill.cost_allocations',
            'backfill.usage_logs',
            'index.idx_ai_usage_logs_feature_time_cost',
            'foreign_key.ai_spending_allocations_feature_id_fkey',
            'foreign_key.ai_spending_feature_id_fkey',
            'foreign_key.ai_spending_model_id_fkey',
            'foreign_key.ai_usage_logs_feature_id_fkey',
            'foreign_key.ai_usage_logs_model_id_fkey',
            'settle.billing_data',
            'settle.cost_allocations',
            'settle.usage_logs',
            'validator.billing_data',
            'validator.cost_allocations',
            'validator.usage_logs',
            'validation.billing_data',
            'validation.cost_allocations',
            'validation.usage_logs'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.billing_data', 'planned', 42,
                'f429c364a93eded87ccd192fcbed051af4c092eb8d96d96abc46bd6fccf4829b',
                'cdd4d2bfc8fb94e562b53f0922cb953770be17cdbdf8fc51a1c31d5f74ba3c91'
            ),
            (
                'contract.cost_allocations', 'planned', 43,
                'b71f34e0737f2de79a660bddde3fb895f7d04ef3283502faed03ca086a9eccfd',
                '0572584393597f464a59bd5092691e7de06d5efdd34ecdcfb8736666097a35bf'
            ),
            (
                'contract.usage_logs', 'planned', 44,
                '3af914daf963143525f99f9de752f32e4f6b23290624c32cc341b16b32438b54',
                'db0431aa053b96a26ccb49acfdc3d47b2fe07e42041b7932c10db7e3893e4f5b'
            ),
            (
                'schemas.ai-management', 'expanded', 53,
                '352ffedd51678059d441bb1b4e6fb26e8aa478c74a2cda5e4264aabe842e2c62',
                '1ec154963358a5430aba1b7221f8c7ea24515e57be6b7856b5a2e73d8a02d369'
            ),
            (
                'role.ai_management_app', 'expanded', 54,
                'a2469487f7c2d61c3e21065164f2bfcf37a7e111ba8b74eeaff8cb6363d96521',
                'f84b30bf6357f44cd202fc94936c139bffb48d4679c735a00bfdb3cc87309eb4'
            ),
            (
                'role.ai_management_reader', 'expanded', 55,
                '2b4e12566c2b54a968289717775ec27f540f27dd7574dce74037dd77b3d37b4d',
                '2e317c51b2b52aad06f1ab02195550eef3032bb56aafd6101e8cf9751aaa3195'
            ),
            (
                'table.ai_features', 'expanded', 56,
                'ce7d2c3ba6873e9db0a201b04d981db93f983a43b629d22edcf520d14d373458',
                '5b23717ea427f14d69f93cf02a1813f94db3ad9b04268e021167597334a02082'
            ),
            (
                'table.ai_models', 'expanded', 57,
                '18029cdb664e66b05bc9aad5c74f1d484a9b964e10586b6cc2fabfbc77e57fea',
                'df04693619b0c14a7a65283e7a154e8acc15e9cc7ffbf69e0c6114eac2401097'
            ),
            (
                'table.ai_spending', 'expanded', 58,
                '038e54cff425402fdc4a011440bffcecc3e8363c63e96285a83d816224b4c8aa',
                '59130505e85ebe8549f525f60d73d9771e3066d02ad5920a4fed808c570c9345'
            ),
            (
                'table.ai_spending_allocations', 'expanded', 59,
                '378b51e8708ea6739321c7d344ce54821a08263f47ae4080bd41b50072d027c0',
                '21893c6fb65e46d34102d5b6944127c7ac9dac335f5bc9c978b9b5697c84739e'
            ),
            (
                'table.ai_usage_logs', 'expanded', 60,
                'c2af1c1eeb6c5e2146b6e3151cf2885e081daba369ef8085e3db036c5fded0c0',
                'af8bc17a6f4e6f0251be717da794d1e31554e8dc5d9dc8fe3c9b194f8405fa19'
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 61,
                'c55da5d409e2a6c589aea3512b818c91e8c2e5a635a143fa980d2e62d9c565e0',
                '0a547e256775d6559c7f9cf22f3f0a8e13ee6ed88ae3f3857e38e91640674cc3'
            ),
            (
                'mapping.billing_data', 'expanded', 62,
                '35afac4fb9826c1fb98483979d5b0c5ffcbb35fefddcc118a67a674c47c4fe37',
                '49d758b9387aff17854e7a4a17b3126edb540c9cab8db5777c68e934e52b782e'
            ),
            (
                'mapping.cost_allocations', 'expanded', 63,
                'e9189a9e76512fa64ed1d664e5fba75b660977691c9c1746b37b6f1ed317650c',
                '3d93626716510d427824e4a0c52a7a02717a527b527176e95644388ea19f6803'
            ),
            (
                'mapping.usage_logs', 'expanded', 64,
                '1936eec1f80307edf9fa47d08105412acb4f9a337e410b6d00c504bec43c184b',
                'c98821c78c4007e62dbc3bbb1d70b007ed4b8f541d7795d3c55a8db773f828b2'
            ),
            (
                'bring.billing_data', 'capturing', 65,
                '8b1703733c47ad5fbfbf7de9d3bd18baa0110701a24274582e0003de12972f48',
                '95bcdf2743ce9e24c3ebddb50b76b5a10f0ac5e7f23726c7eb83d4ba31b1faad'
            ),
            (
                'bring.cost_allocations', 'capturing', 66,
                '00f4de8102561a72b1556a8e3f952ac077f97d563d6a2f0317e3a5bf187c856e',
                '53d1d21ed37c1fc2349c0b33ba08b332fd997e793ebc41347b5ec87d926bf593'
            ),
            (
                'bring.usage_logs', 'capturing', 67,
                '6d2c4680a1d43928003ce49726565267c3a94fd53a14f5fb704002b61d4dc2ef',
                'd2729ba5247e2c1e72842897f7927c57bfd920684f152a48b776cdc83cda1dcc'
            ),
            (
                'capture.billing_data', 'capturing', 68,
                'c43fbb33ede1adb6d7cac51dbd247ffb7a0f204e1c873e78503e975792d5639b',
                '14731139765adba0dd8ffeafa88930fde8a2b946bdb058b51bfd55ae91dd6dc6'
            ),
            (
                'capture.cost_allocations', 'capturing', 69,
                'd61555bc46e218c7bd524dfdc26c49c9053906ec0ebfd1c89d95af0c30a77202',
                '1f4772be5582e4cccca6402f87cca4d9581454c66eef7584f8fa352b7e23aad4'
            ),
            (
                'capture.usage_logs', 'capturing', 70,
                '4d08e0c4a5c43dbfadc65f19fa10015e75c01cf24bd7f47235a6ddf04ff24fb2',
                'f0aa8bceb37e9039a0519989d92f4f21d8365b470f022b87f19acd1d8c66e8d2'
            ),
            (
                'copier.billing_data', 'copying', 71,
                '5e22053c7480c09f26bf55259facfa59949f9947b4821970b8deef6b26ef2368',
                '5a510d4af00d3b1fcbb156143d6401939212926b3c62d555091a7579855759b6'
            ),
            (
                'copier.cost_allocations', 'copying', 72,
                '86a6878a43c2c027db61e1fdea0c542c2374597d3009a728d0e463265b4045d1',
                'f87040d3a9d6d78607f1b1a7067703ba01bd32309fb58e9ddd2b35ab12f726fe'
            ),
            (
                'copier.usage_logs', 'copying', 73,
                '4f4f825644eda75b4aecb34bf1ad4efdec381aea2502f67bb36225830e6938e1',
                'a7e0a03be7324b1b1a8bf4c63320c5c3bd53bc5312eaa97873cfdc5087d24b43'
            ),
            (
                'backfill.billing_data', 'copying', 74,
                'f6cbb189031e7122a1af0de05def0a2b8871a6582815d413b057210557cd428d',
                'db509ac8b62a8275ddfa2a876b3e15a4dd8ffe600948c8887681414573d30dee'
            ),
            (
                'backfill.cost_allocations', 'copying', 75,
                '85cf27ad2ad30b9bd6b0a9b08f1283b2932597d1b4eb678b20162c812b4fb476',
                '9a74493d9280472e962af658b43467a9d507c6cdb92b08ba85eb79919620f4dc'
            ),
            (
                'backfill.usage_logs', 'copying', 76,
                'e0aed2b3657c4a5b87d77e8b084d4af10432825d7105ca05f509d3c22fcdd761',
                '95af15eb2521d691db297a33e9f5c7067e00907e1844525f9366b76523727658'
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 77,
                'd0d61089e9a55ebf2f25ee8d8ba52bc5fc7df5f782bce3fd167d9018bfe6e0b9',
                'e0e2a979e6b87e9d7a106df449db12bc25041c91889a56baad70546b13d51ce9'
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 78,
                '5ed6e46c7c6fc9bed7c324adf2c13a60a7dc4ac5957f076a282413ce446f8c38',
                '07f8cb90143dabeca0735b58ceda42941a474ea0317d9b223598b45a3687789d'
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 79,
                'c367b312445cdaad28f0a9005b6649e37ecc0b96612e797e189c7060f4637a38',
                '4b9811bb29682ef3dd530cf4aed5ce8b2e43bf18f998150ea82ccb542ae2e2e4'
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 80,
                '4cd1823b734beaedd9ac4db39202a6af864c0f37a92f5def1645b71f053c384d',
                '520a0687046187897dfa57d54e8e1750980903d2efcf43743e7763a564e49c95'
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 81,
                '1ea92a647c46afad734c8abac580171622504527c11bc6170bc114fd35919f8f',
                'bf1e0eed81eac3c4694439d12d913b04ba6fc305b466d39209c7e62bfe486e7d'
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 82,
                'a40950f6c1f173df374c54da12834446c31dbd65b26967aab8e4d9c03eec407d',
                '7487fff3b2da1b55deae50640e8d62769aae6e82604cbe16b44f8a486466e99c'
            ),
            (
                'settle.billing_data', 'copied', 83,
                'beaa10479fc6130bbe20a1e3c0c7d86cfc9b6287ede249b4d85911f7e14ca9e7',
                '1fe98e4892b6398439d9e761fd1fad84a3076032aef56ecb0a9c4f1be408c7ea'
            ),
            (
                'settle.cost_allocations', 'copied', 84,
                'e2b65dd88f2a2ca2e69bb5439a7c78a252cf8d3e61625a38a8706084daa4e36d',
                'c01cd06e0b3e0334a874764a5caa8748dbd5d5949d5e374e1e3074518357cfd8'
            ),
            (
                'settle.usage_logs', 'copied', 85,
                'e344bc472f02d6e340e6db63844257cf11384a200d9d0d70578f79966bf639c3',
                'a2e3707d4598e0b36551aca8b49b5562a61967134a8583a6d74b07f935531250'
            ),
            (
                'validator.billing_data', 'verified', 86,
                '043b6497920260e1232bcef2e583cfdbd8843b9e3374da2cee416d26932e2bbc',
                '9b1c1f23299049e194540ed52c083087ee199365420959d8c5b342a67f5e0ac0'
            ),
            (
                'validator.cost_allocations', 'verified', 87,
                '636fc139922c401e0781ccc1b2e7d01ba51bbe603c109a8f7a050a1523291f07',
                'ac6ee4e68a1988612fb648d3271154789b1bf2dc94d4cc44e47a4a6b31154a12'
            ),
            (
                'validator.usage_logs', 'verified', 88,
                '4acefc2fcf4859d9abb55f825eabb991696c488c45d1ddcaa9309caaad8bfdb0',
                '44e5a54860ed4e72969d670e9b39cd868454e8ed8551ff3cee4d6885ff91d030'
            ),
            (
                'validation.billing_data', 'verified', 89,
                'f4d8f9e87c849fd6895c81e80713a77b17d27a4312d9eb9c31c40e45bdaee2fc',
                'e44e9271bcacce9fa8a9eebba6a4302cc1f1602586ec17663ec10182e30f4c8b'
            ),
            (
                'validation.cost_allocations', 'verified', 90,
                '3297510aafd4afe4a2aa5101aae62e93eff7780026f112928176c736fdd0998c',
                '9f12667b5fd450d0a27ddd5582450550c231f5694607bdbe9e035f82b4953d4d'
            ),
            (
                'validation.usage_logs', 'verified', 91,
                'd9c3261be7d95fbe3208f8f49cf076e9354b5ec5b3d597800f19744bdcac53fa',
                '662f1d062f8da4474d1d56ef2a01c822e9e26153a440f7b726ad21afe9c957a2'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
