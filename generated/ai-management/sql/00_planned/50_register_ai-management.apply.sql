-- Registration of AI management
-- Generated from specs/ai-management/migration.yaml; edit the spec, then run `make render`.
-- Transaction: one; safe to run again.
-- Locks: none that an application could wait for.
-- Undo: 50_register_ai-management.rollback.sql

\set ON_ERROR_STOP on
SET lock_timeout = '30ms';
SET statement_timeout = 0;
SET timezone = 'UTC';
SET datestyle = 'ISO, YMD';
SET row_security = off;
SET client_min_messages = warning;

BEGIN;

--: Register the migration, with the hashes of its specs and of its plan, and its data sets.
DO $register$
BEGIN
    PERFORM migration.register_migration(
        'ai-management',
        '17fa1f139b9a90c0e36eb2fc4d54f4cbd0e78cd5c6df0ee563de4b84f3da6c77',
        '7a597e30bef4eabcf1782641d2023c7668aef1188913d26c052eb0660105ef48',
        'changeover 1'
    );
    PERFORM migration.register_data_set('ai-management', 'costs');
    PERFORM migration.register_data_set('ai-management', 'settings');
    PERFORM migration.register_data_set('ai-management', 'debugging');
    PERFORM migration.register_data_set('ai-management', 'analytics');
END
$register$;

--: Register every step, with the hashes of its files, and forget those that the specs lost.
DO $register_steps$
BEGIN
    PERFORM migration.forget_other_steps(
        'ai-management',
        ARRAY[
            'contract.ai_configs',
            'contract.analytics_events',
            'contract.billing_data',
            'contract.cost_allocations',
            'contract.debug_logs',
            'contract.error_tracking',
            'contract.model_settings',
            'contract.performance_data',
            'contract.performance_metrics',
            'contract.prompt_configs',
            'contract.usage_logs',
            'contract.user_metrics',
            'schemas.ai-management',
            'role.ai_management_app',
            'role.ai_management_reader',
            'table.ai_analytics_events',
            'table.ai_debug_events',
            'table.ai_features',
            'table.ai_latency_summaries',
            'table.ai_model_prices',
            'table.ai_model_settings',
            'table.ai_models',
            'table.ai_performance_samples',
            'table.ai_providers',
            'table.ai_spending',
            'table.ai_spending_allocations',
            'table.ai_usage_logs',
            'table.ai_user_metrics',
            'table.feature_model_assignments',
            'table.prompt_variables',
            'table.prompt_versions',
            'table.prompts',
            'partitions.ai_analytics_events',
            'partitions.ai_debug_events',
            'partitions.ai_performance_samples',
            'partitions.ai_usage_logs',
            'mapping.ai_configs',
            'mapping.analytics_events',
            'mapping.billing_data',
            'mapping.cost_allocations',
            'mapping.debug_logs',
            'mapping.error_tracking',
            'mapping.model_settings',
            'mapping.performance_data',
            'mapping.performance_metrics',
            'mapping.prompt_configs',
            'mapping.usage_logs',
            'mapping.user_metrics',
            'fact.cost_of_calls',
            'fact.latency_of_services',
            'fact.longest_answer',
            'bring.ai_configs',
            'bring.analytics_events',
            'bring.billing_data',
            'bring.cost_allocations',
            'bring.debug_logs',
            'bring.error_tracking',
            'bring.model_settings',
            'bring.performance_data',
            'bring.performance_metrics',
            'bring.prompt_configs',
            'bring.usage_logs',
            'bring.user_metrics',
            'capture.ai_configs',
            'capture.analytics_events',
            'capture.billing_data',
            'capture.cost_allocations',
            'capture.debug_logs',
            'capture.error_tracking',
            'capture.model_settings',
            'capture.performance_data',
            'capture.performance_metrics',
            'capture.prompt_configs',
            'capture.usage_logs',
            'capture.user_metrics',
            'copier.ai_configs',
            'copier.analytics_events',
            'copier.billing_data',
            'copier.cost_allocations',
            'copier.debug_logs',
            'copier.error_tracking',
            'copier.model_settings',
            'copier.performance_data',
            'copier.performance_metrics',
            'copier.prompt_configs',
            'copier.usage_logs',
            'copier.user_metrics',
            'backfill.ai_configs',
            'backfill.analytics_events',
            'backfill.billing_data',
            'backfill.cost_allocations',
            'backfill.debug_logs',
            'backfill.error_tracking',
            'backfill.model_settings',
            'backfill.performance_data',
            'backfill.performance_metrics',
            'backfill.prompt_configs',
            'backfill.usage_logs',
            'backfill.user_metrics',
            'index.idx_ai_analytics_events_experiment',
            'index.idx_ai_analytics_events_feature_event',
            'index.idx_ai_debug_events_feature_time',
            'index.idx_ai_debug_events_open_errors',
            'index.idx_ai_latency_summaries_feature_period',
            'index.idx_ai_performance_samples_metric',
            'index.idx_ai_usage_logs_feature_time_cost',
            'index.idx_ai_user_metrics_day',
            'index.idx_feature_model_assignments_lookup',
            'index.idx_prompts_feature',
            'foreign_key.ai_analytics_events_feature_id_fkey',
            'foreign_key.ai_debug_events_feature_id_fkey',
            'foreign_key.ai_debug_events_model_id_fkey',
            'foreign_key.ai_debug_events_provider_id_fkey',
            'foreign_key.ai_latency_summaries_feature_id_fkey',
            'foreign_key.ai_model_prices_settings_id_fkey',
            'foreign_key.ai_model_settings_model_id_fkey',
            'foreign_key.ai_model_settings_provider_id_fkey',
            'foreign_key.ai_models_provider_fkey',
            'foreign_key.ai_performance_samples_feature_id_fkey',
            'foreign_key.ai_performance_samples_model_id_fkey',
            'foreign_key.ai_spending_allocations_feature_id_fkey',
            'foreign_key.ai_spending_feature_id_fkey',
            'foreign_key.ai_spending_model_id_fkey',
            'foreign_key.ai_usage_logs_feature_id_fkey',
            'foreign_key.ai_usage_logs_model_id_fkey',
            'foreign_key.ai_user_metrics_top_feature_id_fkey',
            'foreign_key.feature_model_assignments_feature_id_fkey',
            'foreign_key.feature_model_assignments_model_id_fkey',
            'foreign_key.prompt_variables_prompt_id_fkey',
            'foreign_key.prompt_versions_prompt_id_fkey',
            'foreign_key.prompts_feature_id_fkey',
            'settle.ai_configs',
            'settle.analytics_events',
            'settle.billing_data',
            'settle.cost_allocations',
            'settle.debug_logs',
            'settle.error_tracking',
            'settle.model_settings',
            'settle.performance_data',
            'settle.performance_metrics',
            'settle.prompt_configs',
            'settle.usage_logs',
            'settle.user_metrics',
            'restored.ai_configs',
            'restored.analytics_events',
            'restored.billing_data',
            'restored.cost_allocations',
            'restored.debug_logs',
            'restored.error_tracking',
            'restored.model_settings',
            'restored.performance_data',
            'restored.performance_metrics',
            'restored.prompt_configs',
            'restored.usage_logs',
            'restored.user_metrics',
            'validator.ai_configs',
            'validator.analytics_events',
            'validator.billing_data',
            'validator.cost_allocations',
            'validator.debug_logs',
            'validator.error_tracking',
            'validator.model_settings',
            'validator.model_settings_ai_model_prices',
            'validator.performance_data',
            'validator.performance_metrics',
            'validator.prompt_configs',
            'validator.prompt_configs_prompt_variables',
            'validator.prompt_configs_prompt_versions',
            'validator.usage_logs',
            'validator.user_metrics',
            'validation.ai_configs',
            'validation.analytics_events',
            'validation.billing_data',
            'validation.cost_allocations',
            'validation.debug_logs',
            'validation.error_tracking',
            'validation.model_settings',
            'validation.model_settings_ai_model_prices',
            'validation.performance_data',
            'validation.performance_metrics',
            'validation.prompt_configs',
            'validation.prompt_configs_prompt_variables',
            'validation.prompt_configs_prompt_versions',
            'validation.usage_logs',
            'validation.user_metrics',
            'fact_comparison.cost_of_calls',
            'fact_comparison.latency_of_services',
            'fact_comparison.longest_answer'
        ]::text[]
    );
    PERFORM migration.register_step(
        'ai-management', s.step, s.phase, s.position, s.sha_apply, s.sha_rollback
    )
    FROM (
        VALUES
            (
                'contract.ai_configs', 'planned', 44,
                '966771859c839230838bbb52732e9c5a49eacab06e41cf36359fb29da08e4399',
                'a627d7fd3240b71b3273278757a74a177d1ed420bcc97da029065892ba045c58'
            ),
            (
                'contract.analytics_events', 'planned', 45,
                '07905971ec774f4f83432db6ba2f4933340f497324e105a74b1757a594450e44',
                'c19fa19674d9dbd529a7c143111b6891a78a369db6270892c72fe9d702e66c0c'
            ),
            (
                'contract.billing_data', 'planned', 46,
                '792da9417d892f716f8591172ca5dd4f27aeebce21eac43268158df2b70eaf38',
                'f460e3eb553e95e99bb901ecdd3a3d1ba9a8d5c3b537a05b33a749c803716baf'
            ),
            (
                'contract.cost_allocations', 'planned', 47,
                '6c481292e655b66c3cddc28b9bde60da21f42adb9ae4fddeb07363c65cf587f6',
                '835af56fab62493e546463a45a3b0501373580f9e48972901bcff82c40436e73'
            ),
            (
                'contract.debug_logs', 'planned', 48,
                'b78b4b78e979791848ea120f77a0b018cafdc8e0c4f8c0b32693a68dcccf7112',
                '1d30e4c45fc48aed7fd73a834ed37ddf253285153a67e1dd25f4739ff3736441'
            ),
            (
                'contract.error_tracking', 'planned', 49,
                '7f87bf3bf622020287e5adcc18fb27b0e207541e8d814802f1df93c8eff02940',
                '755bee9d337e2e7ccab65b052616661a7658d1526fb176d378b07e8dd87580ff'
            ),
            (
                'contract.model_settings', 'planned', 50,
                '9bc0dac7f2a8e5ac1f293208e186ceb31d25433325a782a7c8a2024dae663a0d',
                'ed5f76f9d188cd253eff95b582d53cfdeb34bc5b11a5a52360f3971a5c5e64dd'
            ),
            (
                'contract.performance_data', 'planned', 51,
                'be86f6c4be8025e84419447563282dc4d8556adb8cd7a6f2da929f3ba597811a',
                'a4b13326a527090912e55bad1452b1e1bd7944bcd3078e6d14bb2b5103c5b0a4'
            ),
            (
                'contract.performance_metrics', 'planned', 52,
                '8cd2a7038b9f0d0c545f5961aad426ab3777daeaccd1a625fcab26d2d875dcf7',
                '3b2344477be4ed4b15370c771f401bb04f87a87a8202114c89fcf386cdd65c94'
            ),
            (
                'contract.prompt_configs', 'planned', 53,
                '4af35e3473dd13465a6f4f0de2cae69de456fcd1b90c5ac7b8616661b3307dc2',
                '7e6f668de1147e3610271f3cb05335cb2cc68c9b0c970b9a133b0ccc93f1640d'
            ),
            (
                'contract.usage_logs', 'planned', 54,
                'd45485997714cfe65e591b6b91edf8ed0f8e5683542fdeaaff27f7a5d508fae1',
                '679c6486df598c556b73011ba6cc669b9b48bcbc512514dbb8479415a63000ee'
            ),
            (
                'contract.user_metrics', 'planned', 55,
                'fd40132b1db461155ec22ca855f3717c9d82b12563814d56b2e1eaebe21548a4',
                '418aabd7aa8a7246cdaaf1ee8f983625d3286cce5391fcc65cf0ec993632312b'
            ),
            (
                'schemas.ai-management', 'expanded', 64,
                'ada3f25e975f700b575ebcf0767294f5ce0e5a170f3fa88568c3a62708f893a6',
                'c0bd8f4b64384e1576a94ea6be178659b5886b1788dd4c72667d4fe61e31b1f2'
            ),
            (
                'role.ai_management_app', 'expanded', 65,
                '1ef9f5087f7586d6eef1aadaa3e091fdc16437ef59cb75cb4a9631c7c243048d',
                '4e9cbf9936e8788c4abcb56dce17b0a1cddcf2217568ee1434d2c72f24a11d28'
            ),
            (
                'role.ai_management_reader', 'expanded', 66,
                '95639a206ad01795842e9c7a4a983e579f70f3b64e6700a6a796f82f313ebb50',
                '9f2a73212487c94752545a323d0d71711ab01b484b07db8258bb07e02a5c22d4'
            ),
            (
                'table.ai_analytics_events', 'expanded', 67,
                'a8b9bfe74f9b98b66e0cb51fa580ec15e3296431883d6c934ad368b4b425fa02',
                '7a42f5b229e34ce852ff75778c25293d0299a4d6b7785a43ffb742134dd8669a'
            ),
            (
                'table.ai_debug_events', 'expanded', 68,
                '43dfcc538c4bedb54e5986ef8cbdff249eee25e05534a94d4a7c355e0f61f9ca',
                '785d00ad08f284c9f198b7ec74ddc952af1213f23c6d32bd8bbe0c15c9ccce78'
            ),
            (
                'table.ai_features', 'expanded', 69,
                'aa30c2d6e9da1edce0e032aab1ec95c7c3c34f6a647e85254021670caf908f53',
                '04d2439b14402e44a1f42a743753bf581ff2fdb2d9eabda9791347b3c49c1747'
            ),
            (
                'table.ai_latency_summaries', 'expanded', 70,
                '905cc3ef077bcacddf8ab58c8810fc4697d17db762c11b5645fb1c704d79b69b',
                '5e66d26c0eb49cc4e068d00d0ac5be309ee583e02da5f86490cdf45db3bf192b'
            ),
            (
                'table.ai_model_prices', 'expanded', 71,
                'ee8fe487e5d86a3f7d4de32ac317acc8f71566dd9e51789e667899e418c3fb57',
                'd4d54e14c4d2c497a7535b77c96b52fe6c059017926d979f78826810bd0772ca'
            ),
            (
                'table.ai_model_settings', 'expanded', 72,
                'ef1514d7ba4c7e9904cc32e5cc76d60b25949ef9d5c298f2c76dee65854b7d93',
                '68fc355d5463ceabbda7ab01c1e2a7ef0fe25e9e3494a6a6c85d36b016d09797'
            ),
            (
                'table.ai_models', 'expanded', 73,
                '6738898cd4ea38f33a29fdac89456cdc37de466e440cf75da5fcf4dd42d13743',
                'bb07e8d7bb2ea941ad6a12abb84985710b7fa3ca7657d96eb8c66b1500dc31ff'
            ),
            (
                'table.ai_performance_samples', 'expanded', 74,
                '3c26c210ebc398463d186632e3ddb78f8a8b8d9578394442468d3754f8c6bf7e',
                '6ef9ffc8341cee3731e3ab1eb07eef11a7401459853abb1c1631f99b0d8fd5c8'
            ),
            (
                'table.ai_providers', 'expanded', 75,
                'd11d0d2564c08d3492dc3cc964d4df93e5c0f9246d4587936d869607d5047df7',
                'dadfce78858db29d6570658c79620a3d1b949974015dca31a73e2f561d1f4668'
            ),
            (
                'table.ai_spending', 'expanded', 76,
                'a9ac003a2e2da753ca515a72dc27f87fe274cd9ba071b8d7f417741d9c5e8388',
                '2a8ce0d7d24307a37bc270b7f7cb09dba3d929bb7c16105b561f57c314ec2dea'
            ),
            (
                'table.ai_spending_allocations', 'expanded', 77,
                '076a1b007c9ca95bdf457c66ccd96468b4850aca6934035d7a3a2d0d7e63e346',
                'a3dac12e7ea8832db8daa3307d11dc08233729634bc70154bf9c30108f79ab6c'
            ),
            (
                'table.ai_usage_logs', 'expanded', 78,
                '511223de02e9c687624e22ed4674e4641696b6b2e1cd0660a2d7b04576272cb5',
                '3b44ce0ae2ecd9695bea20de5366af91731a961781ddf1cb9c5be7a22a61fc7d'
            ),
            (
                'table.ai_user_metrics', 'expanded', 79,
                '7d5f69d7930643e4961f8645c7e1617e7cb5265784f3cab6f7a04f2bd8cf1854',
                'a28529300d959a446352842df3025cbaa2c5d27cf27ff880ecbf419a2ce58d00'
            ),
            (
                'table.feature_model_assignments', 'expanded', 80,
                '175ca3cb8cbe8349d46ca5c1d1c58c2ea00db8b1a9d3d05b981afbadf14bb7fe',
                '715a18ac00c32594b6c5868d3ec3195a9d0edc7343a4ef0c673bf0dd3b24ee4e'
            ),
            (
                'table.prompt_variables', 'expanded', 81,
                '873dd9c36403ee0f4faf0057418f866ecfd8a25dbd98b29fe6418ce80629f63e',
                'af9a5f9d3b6b62ed562bb07588b054c26a0d6698b47fbf428f646d009fc2504e'
            ),
            (
                'table.prompt_versions', 'expanded', 82,
                '7e8dae6ae063b63b0788251495e163c34a117623796f552a26e3b14524a3be77',
                '32c787d650d10cdc1ee165814a290fab19ad1a4cbf5878b8868a6da5e00c07a8'
            ),
            (
                'table.prompts', 'expanded', 83,
                '33091f7923973666fb3b1e2c0a7bf6ee0e5fdfce9bc565447eedcb8da1f13cd0',
                'e15ea7fcf2973f1c306b7af9246792efe26bf59b79611f51d36522b998547625'
            ),
            (
                'partitions.ai_analytics_events', 'expanded', 84,
                'ca73c00e0787863ab68037fed5ca9e865447ec97fc5d623e97214bc7d7bc42f8',
                '3a1326910a336a6e3596fba9d914f648bb042790fbc02bd53fcdb5b6568729b1'
            ),
            (
                'partitions.ai_debug_events', 'expanded', 85,
                'fe1a96925813bc69812749935f44406f9e1e9b982271871f666a4108d22f9d52',
                '99b2939e1deca457b6fa447dba043e5d1f16cd974e8c5b20d01c9c442cc85a51'
            ),
            (
                'partitions.ai_performance_samples', 'expanded', 86,
                '2a30e06ffd7cd95b6653dd4fe9603ec355f408e34c1e62a6a57455f6e248f379',
                '93db6dae21177e1639bd998ac689375c64505847e7a6d4384002551ea6b177e3'
            ),
            (
                'partitions.ai_usage_logs', 'expanded', 87,
                '3a5f60a7c15e3ce101ca2a0d8e15a6eab0baee8bf639ba809ceef96e4763c9b1',
                '34634b473d6bba1b454047eb094d89a8fa5344a99d18462d12efd8c4d25843f7'
            ),
            (
                'mapping.ai_configs', 'expanded', 88,
                'bd5e23286e6ad97bc0139c409114b98939614e18dcf8475e7e71da9f184b2a00',
                '93adeea4911371946fa280058f5023cf26ab024a4577ab487017ababe42c4985'
            ),
            (
                'mapping.analytics_events', 'expanded', 89,
                '799d4256079c033adfecab1391e80d0faf1c4cfadd6b3a39b03470ea39263b4e',
                '7f3f374a3da3926b2ed3253ab8cf534ce99c0a2884e99d551ae1fba7fd5a6425'
            ),
            (
                'mapping.billing_data', 'expanded', 90,
                'd88a88362bcf49256acadfc1e68906272b0d6820f9bcc9cd70c0b96f60eb01ac',
                'f9d01702ae82f290a07456286d17051298cc0c1516de3ea15056bfc4c7f2eea4'
            ),
            (
                'mapping.cost_allocations', 'expanded', 91,
                '003d6dec2c0520653b9b33745aaa6ff2cb5ed8aeed0fc5aec6ff9709d1ebedfd',
                '866c5f6006489ebdb159d2c06760ac56f0b413ba00fb90965533981ba5e99086'
            ),
            (
                'mapping.debug_logs', 'expanded', 92,
                '6d13312d30c25ca8de7a2c152d76b51ea24e252980ebd2ec70fb91d2306d3b6e',
                '443ab028db7b53a1c7a480ad838af6c6e2954d6400c06188d586adf876d5a5d7'
            ),
            (
                'mapping.error_tracking', 'expanded', 93,
                '25a962eb3205a0b07d968d4bbd254317caeaddc9efbe70b21fdfb9cc021d7a57',
                '0304594112e39d3e8255fe2930e82af25cf9f3a48552fa373f20ecf923633806'
            ),
            (
                'mapping.model_settings', 'expanded', 94,
                '807db62e3e46e07139cd8cceacc76f2cbd5f637df0b97aae75c90c28f63ef86e',
                'f5514155b0399643086279ae93b41d48a5150db8149f252e1d103af64eeedbe2'
            ),
            (
                'mapping.performance_data', 'expanded', 95,
                '76783a8f473e7ded43f76a3f20a8134e372c67920e2e5493269bf4379bab5967',
                'b8a896af28d4fb0f59aaccbd8e4b70dee50210adac302097411bc66eb1f11232'
            ),
            (
                'mapping.performance_metrics', 'expanded', 96,
                '42acfc4d402d46d3e757cca8157de5df880487591ee6a64ccf4d63ecb23889b4',
                'e5e0b09b79fef08322b3928d927e7675c5ea38216e93fbe792dae5d57c890e99'
            ),
            (
                'mapping.prompt_configs', 'expanded', 97,
                'a2384e48c4e1ac41b1103259e259cd3193ac9e9abc33597558206640dbd75c3a',
                'bd1115b8d55a6e6f836d59645a5dda15db0f301c29e5c00f9783c749fbb37d6a'
            ),
            (
                'mapping.usage_logs', 'expanded', 98,
                'c1b63acdf03ced12f9a352193bddfd323d523b5b5cf6ad1d71e745220908cc35',
                '5f60c6d9c336cbbb3aa9fa9ecbb130b359df0b7db64010106f6d2b32e0841080'
            ),
            (
                'mapping.user_metrics', 'expanded', 99,
                '0579e3f3d7c87bd98551562c609096664215db3cb89b4f7f229ddf8e74942058',
                '38727d2dd47be7a97f36443365ff8c54cf5f3c8220e61701eba182d6506950c6'
            ),
            (
                'fact.cost_of_calls', 'expanded', 100,
                'd23eb2601a69586e174c04c6ebd8fd196cda38c2390cbd5cb34a0208c7101e0d',
                'd482926817218c69ecfd58339382b332168efaa3f80460678c2e4328b2114cdb'
            ),
            (
                'fact.latency_of_services', 'expanded', 101,
                '708286834a2062aebe85cdf72271cce8af330e0331626e8f2ee82726e365a4b7',
                'c240fe2ab95d3e8d896143506e3b218cf041a29974a967412f9b680cb446caca'
            ),
            (
                'fact.longest_answer', 'expanded', 102,
                'bb04a0545d44d97f53123b80142be6e86257baeba71f7903ffe48daa6f5de3f3',
                'cc998e4f05d855609a705076729e46378624cad6197b493c7a201b819615b5b8'
            ),
            (
                'bring.ai_configs', 'capturing', 103,
                'f08d716bd85c178bb0d206f62aa174326cf6add4c2172aa96cbc32b33a628d6a',
                '41577a8bca32c5497af6c0a73280eccb1b5b646ab7a0a6e0fe14f57cef70f90b'
            ),
            (
                'bring.analytics_events', 'capturing', 104,
                'a79d5db1ba2d6247380275f64b2a12f239f4bb920dca0427b8bbb6a897bab0a4',
                '86833e3d4f009c44fc32f8b166b6251002d3c97b805958592577bc3c779634c5'
            ),
            (
                'bring.billing_data', 'capturing', 105,
                'e7ef411d0b3613da44a85271fe0805e25f774f31512bf81a7405c67406461491',
                '7fb2ad839a058d6b16b0796bf6741007a275d51133200936881e6134889a3fc1'
            ),
            (
                'bring.cost_allocations', 'capturing', 106,
                '9575d73f93d2c57939d152366c8cc2aee4892ef7260674c826b2ab11c8a37dc9',
                'ea7f91cc2fa07612e21fd94835dc9dea9c123f37fde918613a71033f3660f839'
            ),
            (
                'bring.debug_logs', 'capturing', 107,
                '44f32f4f95c16a6f7fbd7aced1b9c63695f218ccb9363bbc3d7ae22765485d03',
                '9308ead9007c0d7b20946d612d6d8ad035a764b3556f0b2f1e6a83e22129f281'
            ),
            (
                'bring.error_tracking', 'capturing', 108,
                'd0294a9d44cb8d34abcbe97affa6376dbb4326f4f27f05c4e2a794bf937a242f',
                '4494958625feb36eccbdc7036e599e0ab752ac6333582b84d8196f85cd71a9df'
            ),
            (
                'bring.model_settings', 'capturing', 109,
                'bc8ba89e1fa9e7b31ee974037f8e2b06b2fcf1f4bed326643e48348c03049944',
                '52e499ea090c775fed86b08292a037da608769e304e6d628aabb5603491a7348'
            ),
            (
                'bring.performance_data', 'capturing', 110,
                '8a97e9a5f2700e107da34727f6592beeec181f3ebcd893904f101c1ab76fd9bf',
                'e3547d2b200bcc8654d6d334dcbcd5855499f43b5f0f131335a816b89a622ead'
            ),
            (
                'bring.performance_metrics', 'capturing', 111,
                '8a99d8ede1640ad7c7dd14bfcb1cc5586799d17090388771802d4f49227b8ca5',
                'c51314a4d8f9d0165e32558c3f53fbbec39515ac71a276a944326b74f6729811'
            ),
            (
                'bring.prompt_configs', 'capturing', 112,
                'a2cfe74ee6f210881e1043574774c7ce33d0405c0382a1206976b9ac855cefbc',
                '27244d1731a005c7e5fa887f569d937591056492a1229345e4bfcfbda608432f'
            ),
            (
                'bring.usage_logs', 'capturing', 113,
                'd6db38f4ed101c26ac20d5c2127faddd0bedc2628dfbd7b272a1ab0138d38fef',
                '412848c249554c411fff038a8eca16e852251986dea22a1651a24187e0996fcd'
            ),
            (
                'bring.user_metrics', 'capturing', 114,
                'e963020af60c8e0fe50f0493979485a1d0aff06a85dcb3389f9735fb73096530',
                '460c345fef6cdc1fdad9377baa99c4c83d1054026f3dd63e02424221a96ad0f5'
            ),
            (
                'capture.ai_configs', 'capturing', 115,
                '4917fdfe54d12169ba400625dfa668eff12dffd02eafd026872653df43ba1189',
                '58d222f44e5de165456968ac903b17c0c0955cc467b2c3139b3d430bb7428083'
            ),
            (
                'capture.analytics_events', 'capturing', 116,
                'ff6c82f749e9ba93b1a4a5035a97c5c4844b4bca8e2f11d4a540b0bc421360d1',
                'f17caefd39f2fa60f23eec4145fb3d8fe9efe929b19e9675e2925fc1b4cd1ec5'
            ),
            (
                'capture.billing_data', 'capturing', 117,
                '5263d59d52daf82c65205d9e147a051dbd37c49bb75a821b0a28fe1189ac8e56',
                'db3c5d369de7b23dc6bed93184a23035613228ca6433cf13b90e24eeea169a7e'
            ),
            (
                'capture.cost_allocations', 'capturing', 118,
                'c15f81c69de5580a77817680913a6ec32382d7afc61670d5e491dddb364a9e8d',
                '3ae40f1ff9153d066a914c472002a95e7f4af5fdec5b954d71d784643f9ad69c'
            ),
            (
                'capture.debug_logs', 'capturing', 119,
                'bdf0cc9c35cd5a59236f683aec1d1553ce92e2055331df8802da2a11b73c7f95',
                'deeda5c6e83c991b7e016952e76a6752c75195477e37d845f3cb141ca2e8e660'
            ),
            (
                'capture.error_tracking', 'capturing', 120,
                '1b43435d1b122ea0fbfd415f085787b0569f66a679e81f56d69acb4e3391145c',
                '16704879727d4274699a6e6232a0ae1056d010317ef1c09f621131fad91d23fd'
            ),
            (
                'capture.model_settings', 'capturing', 121,
                '11db76a96ea2da587089d2e2e86202d68a56eeb2c6ff60ba48f4d2fb023fceb8',
                'e9743a687fbaef2bd1785da385e4c1b25ba00232279e0cefcf336833d0b400c4'
            ),
            (
                'capture.performance_data', 'capturing', 122,
                'f1639b8b59c646227de2132bfe4173319110950dc1002bd7678559b92b145b8f',
                '134fd02f3980aaa5b37557664c1ce2b2b5064cd066e46a3383553fc5c945aded'
            ),
            (
                'capture.performance_metrics', 'capturing', 123,
                'd3049af79a99b0bb70ac77df0da05318e2ffdeb28119bac541a5126989bcaca3',
                'de237ffd5600f4ad070658bcfb88f970700a82dda6caca54e43c8890f50c6b07'
            ),
            (
                'capture.prompt_configs', 'capturing', 124,
                '95fa8a864ed56173d5181431bde1b696765fcd428cd0336709877ebd1c4c1caa',
                '302c1f5178d1bb30a09c5547d29dab7d5c4274e444b7e8cdba121152c9c26130'
            ),
            (
                'capture.usage_logs', 'capturing', 125,
                '4c426d85126d0544865f1f7e30274b5b099b1434f8943f2e7f7af87ee5d9a8e7',
                'a23b1f9e6a8011dddae48a57c8ca0d1aeb5a700dfcd01b7fc7d45028d36a544f'
            ),
            (
                'capture.user_metrics', 'capturing', 126,
                '60a37a504152f7ed86a514e12f3de79494de978bc79a06b8405fe9a4ce0d1fa1',
                '41704715563de39b550d1f0dc02670160b15ee1cd932612785bb69c35b2c84dc'
            ),
            (
                'copier.ai_configs', 'copying', 127,
                '79f8540b0211647cd5b29d972be65115bd0d2a95ebb83909510fc78337089578',
                '74e2125f1dbe26b2cf31f9ee5646286a7201cc78fafa2b984496928777d05457'
            ),
            (
                'copier.analytics_events', 'copying', 128,
                '9adfc46d9f5110402ddc2f98765e4cb661bf0ec9e6979c26ea74ff52aab7762f',
                '67a51bb22891df3704ad8c09001ccc7fc322e9cdeb4e28285a47eb2541b70b87'
            ),
            (
                'copier.billing_data', 'copying', 129,
                'a8f2043c9b8eb579869db8c8f560a14bff14af24c2c84dba555dc88fc57c33da',
                '3d5706588a24426f18f784173d6c7681c9db23d510603b4df3b6f43ddd1f6f02'
            ),
            (
                'copier.cost_allocations', 'copying', 130,
                'aa91f6efc48399201bfcb6134a8a59646f5b664f2a438dfdb4ab303d8c05e662',
                '731a31fb3668b01455bdb03ec5153acf878de6be4451d68bef9367c34e5ea751'
            ),
            (
                'copier.debug_logs', 'copying', 131,
                '93d416ad63c65371886c7947d41a2ada1d92ba84ecc02605b41f586dbccacf09',
                '42f4ccd58638824ff184250402f449e11675f405a7d9853e85558d9a9aa85301'
            ),
            (
                'copier.error_tracking', 'copying', 132,
                'c0ee6b6f5878b1d4de80e088e7a8c0dc74a31fed1de6d14f4964042d2834557b',
                '788121de08e0d6d05ad47ff91693f4c8c8fea09fe3a922386c05828438e7064d'
            ),
            (
                'copier.model_settings', 'copying', 133,
                '195b22ec59cdd4d50306f24f6e87fb151a23ea614915b4d740ab4a655958e69e',
                '2562ab247fe65698f3b06700cdb31031984510d8d38cbfd2d190fc51e8b31716'
            ),
            (
                'copier.performance_data', 'copying', 134,
                '4fd4ea4b9d1766443c5690ffa0647474e15cbfa6a4bdefce1913f0ba412ca9c6',
                '45d251026d9f0f9af9501b41b72b35c4c6df010edf0fc61527388b60fe01ecd7'
            ),
            (
                'copier.performance_metrics', 'copying', 135,
                '202a6b1764f15d47981cbbd4e18d1f3653e22b584aaaef2403f01341d0725428',
                'de3ab41c66acc01aced6231839e119ddb3a897b085759c0c25c32e56e8375b8a'
            ),
            (
                'copier.prompt_configs', 'copying', 136,
                '93a46d2f6454fe88a62f007d9a5f20d5e41a7c932fef09ad1081bba36c012a90',
                '42e62c1175132d5d34a7b6d69d2494a8eaa2b19be7d97cbc968faacb81fddc4d'
            ),
            (
                'copier.usage_logs', 'copying', 137,
                '6ad579a62ea4dab6b7df11f8242aadcea578c8bb33f97122ce1fbd55dd817578',
                '0cdc475b5781b92d0906059c6bd64412b1a4d4f230d165f450225eb6d056de3a'
            ),
            (
                'copier.user_metrics', 'copying', 138,
                '42059393f6abdc4794c4a4a47d475239d594873ffa88f6e679dcc526c3abe367',
                '02ad1ae02142a9af9d8ef605dc8f3529b7850297734a032b452f80ceca296b6f'
            ),
            (
                'backfill.ai_configs', 'copying', 139,
                '39dd23409a83a7166f0eb0a7a28d3ceaf6bc148b93ef14e3dcd8b9d9ea171d28',
                '1da67d77ad30decd13b4058a277e173073632ba8b481a5210b8741759b108c1d'
            ),
            (
                'backfill.analytics_events', 'copying', 140,
                'cedf5e4fb606c42ae06af268d46dd80e99ecd981aae1bde8e8ede853b8b96489',
                '00cbb6673c95101350ebf276da48af1d797dc7979dd72b057f1a389838a488a3'
            ),
            (
                'backfill.billing_data', 'copying', 141,
                '9e8d833f2abe88f6e4cbe2d6abcb6ce7d08105e10c758cd1dad5b8567a3e931e',
                'f665c98f6501f1d6db7eb7ae90d407fc6301471b334701435d2df54991eb8165'
            ),
            (
                'backfill.cost_allocations', 'copying', 142,
                '8794a6579d762209153b3e8086e66b73b5835d5dcf27dfaf5892d3ac7fc455d2',
                '03d22a468c18f50c0ae7955b5a3ce4dde1d66376db66b99a363f8dd586d5a45b'
            ),
            (
                'backfill.debug_logs', 'copying', 143,
                'df649a38acd0b02af90539ecdda2ae10c71d29e47ef813a4206a710ded23c3c1',
                'f3687c9445fe06f5ad32dbd2fb4290c6eb0de78f62d0211a117a8da380f63a62'
            ),
            (
                'backfill.error_tracking', 'copying', 144,
                'c85f69c0ee665d34668261789099da9e9f54b7fae36be3c3ea99690b15a08804',
                'eabbfaee905967967c0635193ed442e922a392559605769ed95f4530484d5a3b'
            ),
            (
                'backfill.model_settings', 'copying', 145,
                '2508e48ed181773bf6e9b5674520c4645bf8dca9718e7c3a4d5e5c0f759fd5a8',
                '9824617bc7f74b5d5a1fe1f687a5001fffd7b06e117994fd76344bb7fb1a9532'
            ),
            (
                'backfill.performance_data', 'copying', 146,
                'bc0fac5ab7840e06eb12e95fe74ea6bc8e34f2ba9b566b2ee501c117038ebd9a',
                'f4e88a0ff2bf68b498b3ca618dbc36248f4e52a6bb4208d6964e1c76be3fe88e'
            ),
            (
                'backfill.performance_metrics', 'copying', 147,
                'f849aff8a62e2b97ca2e7353ba500ad53b4de360e4cc8a3d334ffca2e1b69333',
                '65a689fd9e740cade480cfe900d652750d07748cbace66ed747e86054a8e1bce'
            ),
            (
                'backfill.prompt_configs', 'copying', 148,
                'ba949d880af05f84d230dd75d25afeeed77881de9b15101dbe67be6743e410e3',
                'f6c730ddcbe9015e9ba4aae3c95dc9425a05eebc6cf3ae6f92003112c0a68fdc'
            ),
            (
                'backfill.usage_logs', 'copying', 149,
                '3478ecb2ae1eeff7f3da9aff1e6d99b3a6ddc514f552feb36b0ebcb7c19edc93',
                'e667e744ec5a7082539e5fbc39147b3f4755ea144849aa0fc7c27db082d5f656'
            ),
            (
                'backfill.user_metrics', 'copying', 150,
                'aef98834b3b88d6c5712be19fbab4341b9d2419a6c7a34f261788088d7c8f6f5',
                '7f43cd154362f192ffc7a1b3e188367d85a349807884c8959217b79cbc7729a5'
            ),
            (
                'index.idx_ai_analytics_events_experiment', 'copied', 151,
                'c5d2c9b423b67045382109998e05586e51e5b262fe85b5e2f297bec475b8ed7d',
                '60b158a4752a05b9ade427dd8b79f5020737d021822bedcef7e2d58f44e57f3f'
            ),
            (
                'index.idx_ai_analytics_events_feature_event', 'copied', 152,
                '2884b5315f8ec551722cf6ae43a8a8b1d4771044f3241b14c9f421a1da4c08c5',
                'e29d207040da5ad8086a5fce9d12c23130a0ffcfa190220b9d9e49cef2cd92bb'
            ),
            (
                'index.idx_ai_debug_events_feature_time', 'copied', 153,
                'ac23e0a86b930b0421b6e4cb6c0c53e5c132e2f1753a967a0272763be891aee4',
                'be1eb1346f4d196d6af92a1dee06ee6960c0fc0c89a2f46c3997a9e1d04ba0ed'
            ),
            (
                'index.idx_ai_debug_events_open_errors', 'copied', 154,
                '1ea2b4ab8ecce3cc89ae61286a8ce87f1bf9808ecd6a08004ed3d4eb55defa1d',
                '6a50bfbd4378071231f8d7684fe2ca29402e49fa85bc4e5319e25c279f1c6141'
            ),
            (
                'index.idx_ai_latency_summaries_feature_period', 'copied', 155,
                '8ab64f753a3aee5236ba0ad155da77a4ba2aabce7066f83e9da3cb2c8e7932c5',
                '413bfa2f778b0e9ff40ddb6f0c4c8821661aac154d38963e4fff240a4ca251d7'
            ),
            (
                'index.idx_ai_performance_samples_metric', 'copied', 156,
                'c5f286c63bf51bf917acfb69515f836b3d8afbc004af4b9df08ea7637f0dfce9',
                '36ec128b29e2adbfd081c1931594fb41c29091220e6b2d10196443f1f6edaa4f'
            ),
            (
                'index.idx_ai_usage_logs_feature_time_cost', 'copied', 157,
                'a7ac532d35d853f925fc3338577376b97a5b68a1af422676feb5ba980e608fb5',
                'df6900bfa3e0d71a8cfe878afee6ab80d6bd4410fae63a393d82275f2678573f'
            ),
            (
                'index.idx_ai_user_metrics_day', 'copied', 158,
                'b3580a87420cfec5a3c494a3667fed7a9d9d93639b159c0976ce4c8d0a775765',
                '97483042270bccdcaff81e8cd902643b08ed6f0167dd35393a1197828647c2a7'
            ),
            (
                'index.idx_feature_model_assignments_lookup', 'copied', 159,
                'd78986c4dd0a035b9475c5b1f1e33ad8ea2e0da96e0808b8433cd3ee01a85f23',
                '7646c8d4380c413f51f7adfe46905b98496ecce2673104f0e755df5342006e89'
            ),
            (
                'index.idx_prompts_feature', 'copied', 160,
                '2620ab29af2e6c7fb28ff7d33a043c4ea9dde8e0e95f4e3508ea8a660051997b',
                'cbae9a4b1c5a5e1121267409c5eb920bcaa9afdb89416ce90ad1c97f6e30ae55'
            ),
            (
                'foreign_key.ai_analytics_events_feature_id_fkey', 'copied', 161,
                'bc2f34f3b694a5416233903af603d17a3b7287b1757ab3f4f77784b2b559dee2',
                'bd684362f1e1c0168336206e27bb7a26a937b10db72688615b29bfe61a0a1bd2'
            ),
            (
                'foreign_key.ai_debug_events_feature_id_fkey', 'copied', 162,
                '4b6c71407eefbfabb3c0229d7d515f39810baae6d051b70346a9e26e522a50ab',
                'fde777349a316941b6923c452eb475f5b30c59c5230a02aac20ff5b47b2c4fe5'
            ),
            (
                'foreign_key.ai_debug_events_model_id_fkey', 'copied', 163,
                '9bcda91b4a97194f7e9ec70ab5762a9cde89dc3887658080d6499c31104dacf3',
                '29fb0aac2bed2cb988fdf9b38554589cf0f4f909786293b41adc1fddcf133eb0'
            ),
            (
                'foreign_key.ai_debug_events_provider_id_fkey', 'copied', 164,
                '4ef4f5457854f055da8f259ba0eb1b646159d8566cdabec0161717b7f929e38f',
                'dc77d40e81a4eb91c0c29e2daf9c950f878c9ef990dd0276d7656d0ef2111352'
            ),
            (
                'foreign_key.ai_latency_summaries_feature_id_fkey', 'copied', 165,
                '0c8cf68151039136f73ba30965662cbcf1e916a1dac1c6803906dffe7bfe0a46',
                '2c54a66a177e5bf899abd3aa6891d4f09c89c42a0bb413c6791e1fefc5c41733'
            ),
            (
                'foreign_key.ai_model_prices_settings_id_fkey', 'copied', 166,
                '3697c1fc5d3ea85a68db6b6b44b226a882989d3f98176b7ca144e5a77112a258',
                '8f7e8e0db4f93de2b657d06c32930740d5cf89c4013446eba24d61363a0d3197'
            ),
            (
                'foreign_key.ai_model_settings_model_id_fkey', 'copied', 167,
                'fda4a9b7211c2afec6360fa40265388c77d9f0000ced053d5e688a65105207d8',
                '96ba970a4c31d7ac83e985af099e38492d6b9e08f655093e764388cdebdce7fb'
            ),
            (
                'foreign_key.ai_model_settings_provider_id_fkey', 'copied', 168,
                'e5f0427cad65e0353fe74f7b99d579df797dbc9b26056d8ccd91e48869acbc71',
                '56e3ed3b43363a4e9a5d92c99dc682fdb7b9ea8f8d9c697168884c28b161915b'
            ),
            (
                'foreign_key.ai_models_provider_fkey', 'copied', 169,
                'cd2c21ec173017fe8997511f13d695b1bb6c3d7808592ac1dcfc795bd80ad405',
                'af6c74d052d74a31b32f60d37ae9d79314f918a60da81ac4314f4d421db3e24e'
            ),
            (
                'foreign_key.ai_performance_samples_feature_id_fkey', 'copied', 170,
                'd0a0ce7b6d4dbe825ddc991611a88c1a29f0358d99dda3bb891f12e30ebc3470',
                '49fa38cbe7561386a03e10c5d7178c5b8db0c8e26180e9d0d135b8fa5653a1cd'
            ),
            (
                'foreign_key.ai_performance_samples_model_id_fkey', 'copied', 171,
                'd4a1db5f46c6225cfb612ab53ce2f5a9f52ca5c11d9a0d461f3c7fbe469b3e9d',
                '7ca3c7ae18efa4e739167a2a5c453aa40724d0c6cb03ac606d30922560775d65'
            ),
            (
                'foreign_key.ai_spending_allocations_feature_id_fkey', 'copied', 172,
                '6a10c5b4bcc6a4676f46ec5228b201dbd4990786e289452de6cc776574c707b1',
                '1e307957f6c1714bbab20d999e1a515b710c7862aa587b5bc838a10deb5140c4'
            ),
            (
                'foreign_key.ai_spending_feature_id_fkey', 'copied', 173,
                '1a575cc8cbbc6af3a1b2e3abc34f6efa7870141806354e4803915eb54aff6be7',
                'cf93f1699545eea8932b15d98db8ee6a9ae641a32fac0d1e583767d101e4e1df'
            ),
            (
                'foreign_key.ai_spending_model_id_fkey', 'copied', 174,
                'bf918814bebd90a58db163b4c39e30f47b07ba8e8913bb32395f30bbbe1cddf7',
                '057c177777515f7995adf8963031dd00fbd6e292bf55162e3f6c72be11ed688f'
            ),
            (
                'foreign_key.ai_usage_logs_feature_id_fkey', 'copied', 175,
                '9eb95d2da6bc5e36bb4b47614ec0bda1e25f5836a6fbb64497b22769476cb6b8',
                'c77b3fab8fcec29d37762ba997215b1b16a4a0314770cf6a18f667b1cb2bee24'
            ),
            (
                'foreign_key.ai_usage_logs_model_id_fkey', 'copied', 176,
                '1d31f299bf86f00de94b560ad8ff7c6bb026af08d4f8fbd8c360c58374723e67',
                'e22f1ce8846723e3203b9cf46ca8f7b4808bbcb352db4b025a19757e8178e3ea'
            ),
            (
                'foreign_key.ai_user_metrics_top_feature_id_fkey', 'copied', 177,
                '9efd58374734751f04cc954feaef0318edf0512b1c62e8cfba9e92bc606b4651',
                '2685ed1d5f74417d50055d198ccfa6d3b0826cb1f17bee3ed18d5f0b00bdb7c0'
            ),
            (
                'foreign_key.feature_model_assignments_feature_id_fkey', 'copied', 178,
                '2cb6e041e4efe6cf85b53a06d237f3f34f4737c11a05af4a307edd52b4e3b425',
                'f25e34c696d5d22778d2002abfb80c0a5c510c8ed7b0bf2716c41d1a111d5026'
            ),
            (
                'foreign_key.feature_model_assignments_model_id_fkey', 'copied', 179,
                'c17e48d60245a893df84e44d575ce958b83100f1b9fa21aa86f322ca294cf064',
                '1951814f94ceab03b35bf3384b1a5714e60e7f45192f6bfdd5347807d38bf1ec'
            ),
            (
                'foreign_key.prompt_variables_prompt_id_fkey', 'copied', 180,
                '326456607e4ffa3d01d2cfec96239f31d7f0b3b826a5685b85177dd29bec501b',
                '445c8a728b7a7bab427891aa6e47b9c51103ab1a329e79d4d49defc7d7f26aee'
            ),
            (
                'foreign_key.prompt_versions_prompt_id_fkey', 'copied', 181,
                '21142eadd0b0e8489c099de5c5a91108e2fce571906ef1dfe69a0ffbbf1d0ef4',
                'd194cc61c3a1699787c1b3273e07fcde6bf1409853e0893f06c4061a70a313ad'
            ),
            (
                'foreign_key.prompts_feature_id_fkey', 'copied', 182,
                '87693111bab044799ae88012b882029e160e15710bf222f4bf8ddedce49fcb9e',
                '7a3a1cebccb17471865dae32b635652ae816a02711c40646d72f09c662208a5b'
            ),
            (
                'settle.ai_configs', 'copied', 183,
                'f8e0d1fa19be01d47bbc708f4a73a16ca5eb2469394c93b5a6f65fe8339c1268',
                '3f171fa9aaf3c206e442fa3ebe828c6e4f1ce461666723d889a9c5b5a9bde544'
            ),
            (
                'settle.analytics_events', 'copied', 184,
                '60b020ee46bb4b5223e05b191e3fdb14d6c6a23cb4c5fbb7057cd505c8e6bcf7',
                'b599114cea283ea0c31c35b3ce79df352639855373db2d9de6fb7de6e2ef5a88'
            ),
            (
                'settle.billing_data', 'copied', 185,
                '9a9bf99f636b6f45fcd655e53bccf932a592b99c3abe6b257e55e0292ec954ff',
                'c16edb97bd02f4f3619f526fe854b718f8a3012c926ee6824acaf4199ea63cf4'
            ),
            (
                'settle.cost_allocations', 'copied', 186,
                '9001d84b557967b02dfdefcd58c7cd67db5c333f1ac496400143ce8513c164c1',
                '656720da83c5bb37532effd43d60e84a9839f85613b69ca6396cd4ef47fd5cfd'
            ),
            (
                'settle.debug_logs', 'copied', 187,
                '77d5b8e425621b178e2a51894e74cf1735af7f8e171569155fa273a459bbffd0',
                'e702fd5b76126cd19a534cd8706129b6ef34250c3c300488190cc6900f615858'
            ),
            (
                'settle.error_tracking', 'copied', 188,
                '72f7c5a4ae7b3684152a26a2dbc874208ed09d38c48d3aa2da4ecabbef60c611',
                '89710a3b66c14064b31d55dc8904acb0e6f6a271c07d121ff833f8d785d5eb0c'
            ),
            (
                'settle.model_settings', 'copied', 189,
                '215a4b59186e5b957cabc996773091456491f3d94088e7fed816f84942887b80',
                'f80b3af30865f1989c82ca4bd805cefe9c09472dbb8f1432648ba37cc548a585'
            ),
            (
                'settle.performance_data', 'copied', 190,
                'cfde6a449321162708f62e7f4d01ad670bf37c4e2f3ef1ed02c845a090bf9ce6',
                'dd205ad69ec74c41653479259afcc61d39e18e72cd2f3c74b7f2826b6a04de7d'
            ),
            (
                'settle.performance_metrics', 'copied', 191,
                'f75473589e6a9cf35265229378daa196f672260e3e1bea2c62c28a04076c52cc',
                'e2c8ca2fa6de8a262d5cb0044010fe69870334473a55f3639019868edd9d5a04'
            ),
            (
                'settle.prompt_configs', 'copied', 192,
                '31970b99bf8c7288f6c57ee49b002f83b0412f18b13f64cda305fac559c7ca38',
                '3d01d5b241b063fa37a3a66e517c46142d41f709a76ae0998309db8a2192922c'
            ),
            (
                'settle.usage_logs', 'copied', 193,
                '1baa07f0bc8127024284749d4c44862db33fa1704be02d7c108ff66d62fbe279',
                '52673c60d7196b011a6ca25d399c9d9ffa5141a59789abd6c990cedea777353d'
            ),
            (
                'settle.user_metrics', 'copied', 194,
                '68aff75d0acc034a0f12e1c44b367fe35396f1f4dec144c4b7eb16221eadef64',
                '8c8505106f7d3dee5d5148fdcf7143eda0e9a76cee597b8af5408b5b2a154abb'
            ),
            (
                'restored.ai_configs', 'verified', 195,
                'dede1deeb54425c0e7e922b0d5011576dc0245235a75241bd322390fc986faab',
                '6bdddc03cd5f39977d326bfaba0fad229424c9c30c0c222ddc8996f0b7a9756e'
            ),
            (
                'restored.analytics_events', 'verified', 196,
                '6963a5cce54882f64b100fe5c994ee0ea390c26736414c051c4d7c4de0198b89',
                '80602d2ed1bfb15219ee65cfb8a4780fc0c65185d00cf443d16dbabb97bc178d'
            ),
            (
                'restored.billing_data', 'verified', 197,
                '713c7bb9906ff99bba5df47dd179ac18f49e92984d6711cac73ec732a72f28ac',
                '00a75918cd88694ccabd05e5bc641285cc67f03365720868152cc6c70ebf532d'
            ),
            (
                'restored.cost_allocations', 'verified', 198,
                '5da0a79c81a65cadcd93631365f3998f65278c5f85f938d2d35efd488c19b07e',
                '6f798ff15eb3e5e6a07e48aa0b46885438dd0ed9708dbcee71047d408a3d408b'
            ),
            (
                'restored.debug_logs', 'verified', 199,
                'f0399c6ef1a1a4613d5f471694d4a4686a8b6d50b3ef02bca6e162dd9d20aa89',
                'ec310594707860fdf7857ce9a320f6bd0beb5c20b2cd6b31ad2300b66cd287d5'
            ),
            (
                'restored.error_tracking', 'verified', 200,
                '060d3703ae0120dc0440b0f2c0849f18e79d1affbebb7147e7117a780e303e91',
                '9ad690250a2d1d5407e2371ca6302551a5d42e1314ee78d46853e3a6b15be669'
            ),
            (
                'restored.model_settings', 'verified', 201,
                '32800472a839ddaff20a76e9e98f638d0f5b097fe71970e8fa3f97fe1afdfd12',
                'ade0a4ac65b2e39d0419076d49c69bd8546feef18bcd9fc61f2a753a0042f98b'
            ),
            (
                'restored.performance_data', 'verified', 202,
                '1d1e890e861e4ff845616181c61e52fcbbe408d3b4b68c402043b2837824a1a8',
                '6b7a5d51ccb3d2ec3d471dc02fae6005b0a92dc2f2c057425f90bdcf21bb07e8'
            ),
            (
                'restored.performance_metrics', 'verified', 203,
                '9d30dbd8036379c0745d7b9a2716959ce19aa5af07b97f905bf69bbfeba513d5',
                '15cc4695199f898c0e369cb9570251a1f637b9d9db4aff8cc3483dd97f17b326'
            ),
            (
                'restored.prompt_configs', 'verified', 204,
                '5d5918e5d53e28cd3a50e76908fc4274d3b51a60346db6c1b925511ba6654064',
                '8bef77b7a2ced79f27052178dc8ed2c9b1e281fc2014997f8fbbaa522352debc'
            ),
            (
                'restored.usage_logs', 'verified', 205,
                '95392c605caaaaa827a164b17e9d14a791189b5d9ad27f83a74e291a5cbbd75d',
                '23076c38b6b48e2798ea07f4c9056e45b312ee905671f0794ae096c83c307eb5'
            ),
            (
                'restored.user_metrics', 'verified', 206,
                'a3f565fcb7dc04aaddf81cc688deaae3addbe43c3d96e464a4f9919887f42c44',
                '5664058d231727090206e917d08ae4eb4b8737dab890b4aee34c2498cba05779'
            ),
            (
                'validator.ai_configs', 'verified', 207,
                '90c27c17006c7a7d7dabcfad7d15fa1b3761bac117b4fbfe6519b7b67804072e',
                'e1d02b6ce28017e57cafa45d912770cfff86715b6a2b46e831dcd1a971d83c03'
            ),
            (
                'validator.analytics_events', 'verified', 208,
                '51329c405e14d4cb9a8154f897213ad3700148411484bce07cf16a1fb7410e4a',
                '8858d8795bd6e105e71295407f66f72eb731c42ea27a0327b88fa761ae9abe10'
            ),
            (
                'validator.billing_data', 'verified', 209,
                '904d4b7ee5dd819b6bda4a66b52baa054a8237a5d3158d01563f30fbc1a18cba',
                '6669b56f93bf9b89840f494378b1d1576d0a32a77fa368403e265225b18ad7f9'
            ),
            (
                'validator.cost_allocations', 'verified', 210,
                '3bd041acd6375c2ed2909785b93e7de1242fe561df8071f6abea08f5193e17b6',
                '4ee3cb8deae6078cf4c2379851df269246b3edb862c6b6633570bafd6e32b1cf'
            ),
            (
                'validator.debug_logs', 'verified', 211,
                'bb9cc992b8ed6ddbf989e0e5d8f4f95afd95950454fde44efc3faa3b91e9de33',
                'f4cafc5435aa86a7096fb0a51a9f2300aa7c7502a91370ac9ffae5a317553543'
            ),
            (
                'validator.error_tracking', 'verified', 212,
                'b3da80b6b04bbcd09821ff1a3bb135df58b9f1fa5caad8baf5919e26cf8dbfbd',
                'a953352c05e608b5db1bbe8a1196a5630c40a380497ff71d9398d53f9b6afbb2'
            ),
            (
                'validator.model_settings', 'verified', 213,
                'b21ae22d925f53240e273dd5d7cd613cf47251cbe3c23f11f55412b1dbcb4b29',
                'e9daf0596d7c24b917c0c664a86191e8470c2325aaa92705fb681b2438b7fa1d'
            ),
            (
                'validator.model_settings_ai_model_prices', 'verified', 214,
                '6168da39672c60b5a1a4e6c62a07bae7bd124fb065fea62fa9a8759c3b32cc33',
                '08e006051a65a9d65bb867ddbfc5bd2c87640fa0ee32adf02d0d438f24c8c195'
            ),
            (
                'validator.performance_data', 'verified', 215,
                'a5f55f9c4753ba9c30f3612ccb40e4305ca3c28a15486673332c5673eef22f6b',
                'cc62015ab8825513d0fbbbaafcf596f7d3622c80bd3aab8261f201ef8ea802d5'
            ),
            (
                'validator.performance_metrics', 'verified', 216,
                '70020faf60a8c8dc72e280cb29799aaadcc144f6165c408a899c8f0202204a04',
                'b84933b960c8e5b8a3553606463744c686e6f3e4b3ddffea831234e67ca4364e'
            ),
            (
                'validator.prompt_configs', 'verified', 217,
                'f288d289d4ca0ebb0d4da988df1a48727fc5a4af1ec22c8f8905c65cd3e73bde',
                'ceac3d8b7aa96d9375246e8aae61008dab0aa6e44df4ee19d8493e55041ff654'
            ),
            (
                'validator.prompt_configs_prompt_variables', 'verified', 218,
                '4607c7b706814fd2c2c6b713b871abd97606c11ec1ed9064b4963f5c55593fb2',
                '4f0bc8b72e60cb4d771243e549c46ba9bd7f17007fa64485ae974026dc300e6a'
            ),
            (
                'validator.prompt_configs_prompt_versions', 'verified', 219,
                '8e1ad1c6d601e3c6120d559bb4d39a5eec44843f520d936389d95b491efc088f',
                'd410c1bff466cb348cf13c6b22727122fe86c1537deb1a9fbed1a54d8f5651e0'
            ),
            (
                'validator.usage_logs', 'verified', 220,
                '72cf29d5a965eacf7f9e427f14c29d9241628f85564844d58102069d5ade6e20',
                '26cb206bc1079ad9782cdd14fb78b983d3c72ce5c02d7ff3fc467a35accf1b27'
            ),
            (
                'validator.user_metrics', 'verified', 221,
                '3f030a94dcc8a761ac5cb3f493bf4007cba962108dc6058162b14e64f1c30c72',
                '4eb2358dad5519b277baa84537d5db00d7f1789be3bdb4597a7830c0799a763a'
            ),
            (
                'validation.ai_configs', 'verified', 222,
                '229ed31b3a1ab52d81590f37c119b57e2f6492b0456ee78fe1064db88326ab2f',
                '027396814d3315021b2a8706701d2a225097420cf44a1c2ce2b8de85cd02ee8b'
            ),
            (
                'validation.analytics_events', 'verified', 223,
                '65ed27d76e0b163e0e0d5fecc93634b6154ce79c0a16e36e243bbcd8fe72b191',
                'f892c2a48f11d46db286781a8d4b26cbfab475471c0a0048ac67e41b76ce4125'
            ),
            (
                'validation.billing_data', 'verified', 224,
                '0d75f0c7cdbc0369d3f0662317fbe6b0163463e91dcb9d120bbcc83326c0d1e2',
                '56bbbc9c3df305f86fa13a195f00cadc0acbc00706c3c5ec463c2492c75fea1e'
            ),
            (
                'validation.cost_allocations', 'verified', 225,
                '625dcd34496d7a1bf5b4791be92ea3868ecbe0e73aa2b204c193b2abecd05fc0',
                '85887d694c5b04921790668994d0246fd382f1f71bcb0fd4dad0c7aac7eb7c2e'
            ),
            (
                'validation.debug_logs', 'verified', 226,
                '3fc05c21af96fd94261c7b614299c3d9a288e18fbffe1bd231934983b53c990b',
                '7832317961c0d937b8cfaac7b566f418fa2ddd447c3cf8aba667eee0292723fd'
            ),
            (
                'validation.error_tracking', 'verified', 227,
                '0d656cf8310bf2caeeba79c00c7cb2e21b65ea905cf6addf495f84fff0222818',
                '2a2e57fb9b89aeee129eccc316bbf12ea882e7418f31aab8f511c6db75f54740'
            ),
            (
                'validation.model_settings', 'verified', 228,
                'f122206c2714c67de1ac879bfda689cf87b5d4dd4e9debcb8b7fb5bdc5385252',
                '3073f637594bb6440cf2f6ee610c1f2acaa2b0281ed9ac69660c3ef04d35012e'
            ),
            (
                'validation.model_settings_ai_model_prices', 'verified', 229,
                'ec5bff88858937be9c09264e522c220918dc732625e747cabe15545eb6b2155c',
                'de1522514e1a8f227ed564b76cfbd5f72af7cb1fea24ab8737eafb663807679f'
            ),
            (
                'validation.performance_data', 'verified', 230,
                'c632605a993827f67489e70e6884eb1e5015c96af36e21d8cf30553a27011081',
                '9509221fa62009ad3495dee60432f7606298e95328e27942f3602fd1ef48fa97'
            ),
            (
                'validation.performance_metrics', 'verified', 231,
                '28db4be078c33a1fd86996295acd0a9c73c2241b8d2402372b2e3470980b0588',
                '5288dd0284dcaab5fc6662b22b8a150a1ccd754e4afe8b529f13b4bae0ed583b'
            ),
            (
                'validation.prompt_configs', 'verified', 232,
                'b8402f00427380d27dffe4ca1e041791c3d74fd8c990d3d02fba5675ad262a16',
                'f86c76a0b0d4f32072f84742ad45ab9b592ce9633fd867744f1d92237e208fa7'
            ),
            (
                'validation.prompt_configs_prompt_variables', 'verified', 233,
                'eec02c297f208d7013780b40e66b9bd2ffdcfb2122ffe590adfb4c14f920e796',
                '06e63da3a271b6b3f5d8ef085a0baa59efedac08ba85271528643ee82316cdd2'
            ),
            (
                'validation.prompt_configs_prompt_versions', 'verified', 234,
                '31d87b7a5c207544c967ad5a74243c41f2c6875bce5272f4a67552508c9349d4',
                '5226c21af1cb9fd20ba6748f68d38f11090c2e5b807aad798ec8108f2352c6fb'
            ),
            (
                'validation.usage_logs', 'verified', 235,
                'b71e826029e9943d2fd52e79d12a51c1e2f60babf1e30e7989c51fdbe9272ea9',
                'd8a4a99a4853c5dd5574c4159f80a83289230c15a2364af0909405e3ef06f20e'
            ),
            (
                'validation.user_metrics', 'verified', 236,
                'ac867f35cf753e43a0cef55a8b180c33d3a44fac20aa70ddd337f1e6a713756e',
                '53ffaa5261f1910f796bf2ff18d97c7667a861b588561271411383e0c48efd4f'
            ),
            (
                'fact_comparison.cost_of_calls', 'verified', 237,
                'f440acee16cbd0e949de577ec66359e98a78643e33a4aa13c387a260360d11b5',
                '3927cd846cd0c3cc3242fa66903ca593b16fbd901883652897f4ca3834292265'
            ),
            (
                'fact_comparison.latency_of_services', 'verified', 238,
                '73774907042d23096ec92ec8bb4598529a893a4d212e14b0da808d52ba39b16b',
                '3782fe6ba344726047dae553c55fbbc36eef5db8023471ff95d6418766a8cd88'
            ),
            (
                'fact_comparison.longest_answer', 'verified', 239,
                'f5baaac47cf4c5ca09bd4b60124a991cbcac76649c3e5f18ea59ee8b1e2d16a8',
                'ed79f448bd82b2847042d1c818df8d25b288bca328048028ebfb1c2d27997d41'
            )
    ) AS s (step, phase, position, sha_apply, sha_rollback);
END
$register_steps$;

COMMIT;
