// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title MODEL of Lido's StakingRouter (ours, not Lido's code)
/// @notice Says who gets the protocol fee: 10 % of the rewards, half to the operators of one module, half to the treasury.
/// @dev NOT MODELLED: modules, operators and deposits.
contract LidoStakingRouterModel {
    uint256 public constant FEE_PRECISION_POINTS = 1e20;
    uint256 public constant TOTAL_BASIS_POINTS = 10_000;
    uint96 private constant OPERATORS_FEE = 5e18;
    uint96 private constant TREASURY_FEE = 5e18;

    address private immutable _MODULE;
    address private immutable _REPORTER;

    event RewardsMinted(uint256 indexed moduleId, uint256 shares);

    error AppAuthFailed();

    constructor(address module, address reporter) {
        _MODULE = module;
        _REPORTER = reporter;
    }

    function getStakingRewardsDistribution()
        external
        view
        returns (
            address[] memory recipients,
            uint256[] memory moduleIds,
            uint96[] memory moduleFees,
            uint96 totalFee,
            uint256 precisionPoints
        )
    {
        recipients = new address[](1);
        moduleIds = new uint256[](1);
        moduleFees = new uint96[](1);
        (recipients[0], moduleIds[0], moduleFees[0]) = (_MODULE, 1, OPERATORS_FEE);
        return (recipients, moduleIds, moduleFees, OPERATORS_FEE + TREASURY_FEE, FEE_PRECISION_POINTS);
    }

    function getStakingFeeAggregateDistributionE4Precision()
        external
        pure
        returns (uint16 modulesFee, uint16 treasuryFee)
    {
        return (500, 500);
    }

    function getTotalFeeE4Precision() external pure returns (uint16) {
        return 1000;
    }

    function reportRewardsMinted(uint256[] calldata moduleIds, uint256[] calldata shares) external {
        if (msg.sender != _REPORTER) revert AppAuthFailed();
        for (uint256 i = 0; i < moduleIds.length; i++) {
            emit RewardsMinted(moduleIds[i], shares[i]);
        }
    }
}
