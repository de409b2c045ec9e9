// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast uses of Aave's pool, version 3.6.
interface IAavePool {
    /// @dev The layout that `getReserveData` keeps from earlier versions; fields named `unused` carry nothing since 3.4.
    struct ReserveData {
        uint256 configuration;
        uint128 liquidityIndex;
        uint128 currentLiquidityRate;
        uint128 variableBorrowIndex;
        uint128 currentVariableBorrowRate;
        uint128 unusedStableBorrowRate;
        uint40 lastUpdateTimestamp;
        uint16 id;
        address aTokenAddress;
        address unusedStableDebtTokenAddress;
        address variableDebtTokenAddress;
        address interestRateStrategyAddress;
        uint128 accruedToTreasury;
        uint128 unusedUnbacked;
        uint128 isolationModeTotalDebt;
    }

    struct CollateralConfig {
        uint16 ltv;
        uint16 liquidationThreshold;
        uint16 liquidationBonus;
    }

    /* ACTIONS */

    function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode) external;
    function withdraw(address asset, uint256 amount, address to) external returns (uint256);
    function repay(address asset, uint256 amount, uint256 interestRateMode, address onBehalfOf)
        external
        returns (uint256);
    function setUserEMode(uint8 categoryId) external;
    function setUserUseReserveAsCollateral(address asset, bool useAsCollateral) external;

    /// @dev Mode 2 leaves the amount as variable debt instead of taking it back, without a premium.
    function flashLoan(
        address receiverAddress,
        address[] calldata assets,
        uint256[] calldata amounts,
        uint256[] calldata interestRateModes,
        address onBehalfOf,
        bytes calldata params,
        uint16 referralCode
    ) external;

    /* VIEWS */

    function ADDRESSES_PROVIDER() external view returns (address);
    function borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)
        external;
    function getReserveData(address asset) external view returns (ReserveData memory);
    function getReserveAddressById(uint16 id) external view returns (address);
    function getReserveNormalizedIncome(address asset) external view returns (uint256);
    function getReserveNormalizedVariableDebt(address asset) external view returns (uint256);
    function getVirtualUnderlyingBalance(address asset) external view returns (uint128);

    /// @return configuration The reserve's packed settings, see `ReserveConfig`.
    function getConfiguration(address asset) external view returns (uint256 configuration);

    /// @return configuration Two bits a reserve: borrowed (even bit), used as collateral (odd bit).
    function getUserConfiguration(address user) external view returns (uint256 configuration);

    function getUserEMode(address user) external view returns (uint256);
    function getEModeCategoryCollateralConfig(uint8 id) external view returns (CollateralConfig memory);
    function getEModeCategoryCollateralBitmap(uint8 id) external view returns (uint128);
    function getEModeCategoryBorrowableBitmap(uint8 id) external view returns (uint128);
    function getEModeCategoryLtvzeroBitmap(uint8 id) external view returns (uint128);

    /// @dev Thresholds, loan-to-value: bps. Health factor: WAD.
    function getUserAccountData(address user)
        external
        view
        returns (
            uint256 totalCollateralBase,
            uint256 totalDebtBase,
            uint256 availableBorrowsBase,
            uint256 currentLiquidationThreshold,
            uint256 ltv,
            uint256 healthFactor
        );
}
