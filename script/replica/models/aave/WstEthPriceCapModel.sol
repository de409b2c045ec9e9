// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

interface IAnswer {
    function latestAnswer() external view returns (int256);
    function decimals() external view returns (uint8);
}

interface IShareRate {
    function getPooledEthByShares(uint256 shares) external view returns (uint256);
}

interface IAclManager {
    function isRiskAdmin(address account) external view returns (bool);
    function isPoolAdmin(address account) external view returns (bool);
}

/// @notice MODEL (ours, not Aave's code). The price of one wstETH in USD as Aave's correlated-asset price oracle gives it: ETH/USD × stETH per
/// wstETH, where the rate may not be above what a snapshot of it could have grown to.
/// @dev It has the original's ABI, arithmetic and failure modes. A rate under the cap is followed as it is, down as well as up, and no market
/// price enters: Aave's price is par. A snapshot that was set too low holds the price under par, which liquidated healthy loops in March 2026.
contract WstEthPriceCapModel {
    /* TYPES */

    struct PriceCapUpdateParams {
        uint104 snapshotRatio;
        uint48 snapshotTimestamp;
        uint16 maxYearlyRatioGrowthPercent;
    }

    struct CapAdapterParams {
        IAclManager aclManager;
        address baseAggregatorAddress;
        address ratioProviderAddress;
        string pairDescription;
        uint48 minimumSnapshotDelay;
        PriceCapUpdateParams priceCapParams;
    }

    event CapParametersUpdated(
        uint256 snapshotRatio,
        uint256 snapshotTimestamp,
        uint256 maxRatioGrowthPerSecond,
        uint16 maxYearlyRatioGrowthPercent
    );

    error ACLManagerIsZeroAddress();
    error SnapshotRatioIsZero();
    error InvalidRatioTimestamp(uint48 timestamp);
    error CallerIsNotRiskOrPoolAdmin();

    /* CONSTANTS */

    uint256 public constant PERCENTAGE_FACTOR = 1e4;
    uint256 public constant SCALING_FACTOR = 1e6;
    uint256 public constant SECONDS_PER_YEAR = 365 days;
    uint48 public constant MAXIMUM_SNAPSHOT_TERM = 180 days;
    uint8 public constant RATIO_DECIMALS = 18;

    IAnswer public immutable BASE_TO_USD_AGGREGATOR;
    IAclManager public immutable ACL_MANAGER;
    address public immutable RATIO_PROVIDER;
    uint8 public immutable DECIMALS;
    uint48 public immutable MINIMUM_SNAPSHOT_DELAY;

    /* STORAGE */

    string public description;
    uint256 public getSnapshotRatio;
    uint256 public getSnapshotTimestamp;
    uint256 public getMaxRatioGrowthPerSecondScaled;
    uint256 public getMaxYearlyGrowthRatePercent;

    /* INITIALIZE */

    constructor(CapAdapterParams memory params) {
        require(address(params.aclManager) != address(0), ACLManagerIsZeroAddress());
        ACL_MANAGER = params.aclManager;
        BASE_TO_USD_AGGREGATOR = IAnswer(params.baseAggregatorAddress);
        RATIO_PROVIDER = params.ratioProviderAddress;
        DECIMALS = IAnswer(params.baseAggregatorAddress).decimals();
        MINIMUM_SNAPSHOT_DELAY = params.minimumSnapshotDelay;
        description = params.pairDescription;
        _setCapParameters(params.priceCapParams);
    }

    /* ROLE-GATED */

    function setCapParameters(PriceCapUpdateParams memory params) external {
        require(
            ACL_MANAGER.isRiskAdmin(msg.sender) || ACL_MANAGER.isPoolAdmin(msg.sender), CallerIsNotRiskOrPoolAdmin()
        );
        _setCapParameters(params);
    }

    /* VIEWS */

    /// @notice USD per wstETH in the ETH/USD feed's decimals; 0 when either of the two that it is made of is not positive.
    function latestAnswer() external view returns (int256) {
        int256 ratio = getRatio();
        int256 base = BASE_TO_USD_AGGREGATOR.latestAnswer();
        if (base <= 0 || ratio <= 0) return 0;
        int256 cap = _maxRatio();
        return base * (ratio < cap ? ratio : cap) / int256(10 ** uint256(RATIO_DECIMALS));
    }

    function decimals() external view returns (uint8) {
        return DECIMALS;
    }

    /// @notice stETH per wstETH, 1e18.
    function getRatio() public view returns (int256) {
        return int256(IShareRate(RATIO_PROVIDER).getPooledEthByShares(10 ** uint256(RATIO_DECIMALS)));
    }

    function getMaxRatioGrowthPerSecond() external view returns (uint256) {
        return getMaxRatioGrowthPerSecondScaled / SCALING_FACTOR;
    }

    function isCapped() external view returns (bool) {
        return getRatio() > _maxRatio();
    }

    /* INTERNAL */

    function _maxRatio() private view returns (int256) {
        uint256 age = block.timestamp - getSnapshotTimestamp;
        // The ratio was given in 104 bits, and its growth is a fraction of it a year.
        // forge-lint: disable-next-line(unsafe-typecast)
        return int256(getSnapshotRatio + getMaxRatioGrowthPerSecondScaled * age / SCALING_FACTOR);
    }

    function _setCapParameters(PriceCapUpdateParams memory params) private {
        require(params.snapshotRatio != 0, SnapshotRatioIsZero());
        uint48 timestamp = params.snapshotTimestamp;
        require(
            timestamp > getSnapshotTimestamp && timestamp <= block.timestamp - MINIMUM_SNAPSHOT_DELAY
                && timestamp >= block.timestamp - MAXIMUM_SNAPSHOT_TERM,
            InvalidRatioTimestamp(timestamp)
        );
        uint256 growthScaled = uint256(params.snapshotRatio) * params.maxYearlyRatioGrowthPercent * SCALING_FACTOR
            / PERCENTAGE_FACTOR / SECONDS_PER_YEAR;
        getSnapshotRatio = params.snapshotRatio;
        getSnapshotTimestamp = timestamp;
        getMaxRatioGrowthPerSecondScaled = growthScaled;
        getMaxYearlyGrowthRatePercent = params.maxYearlyRatioGrowthPercent;
        emit CapParametersUpdated(
            params.snapshotRatio, timestamp, growthScaled / SCALING_FACTOR, params.maxYearlyRatioGrowthPercent
        );
    }
}
