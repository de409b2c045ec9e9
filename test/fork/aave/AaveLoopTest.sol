// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Vm} from "forge-std/Vm.sol";
import {AaveV3Loop} from "strategies/aave/AaveV3Loop.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IAaveTestPool, IAclManager, IAddressesProvider, IPoolConfigurator} from "test/fork/aave/AaveAdmin.sol";
import {Mainnet} from "test/support/Mainnet.sol";
import {VaultOnReplica} from "test/support/VaultOnReplica.sol";

/// @notice The loop with the real vault and oracle on Aave, Uniswap and Lido, and the levers that move those.
abstract contract AaveLoopTest is VaultOnReplica {
    uint8 internal constant CATEGORY = 1;
    uint256 internal constant NO_BOUND = type(uint256).max;

    IAavePool internal constant AAVE = IAavePool(Mainnet.AAVE_POOL);
    IPoolConfigurator internal constant AAVE_ADMIN = IPoolConfigurator(Mainnet.AAVE_CONFIGURATOR);
    IAddressesProvider internal constant PROVIDER = IAddressesProvider(Mainnet.AAVE_PROVIDER);

    AaveV3Loop internal loop;
    address internal aToken;
    address internal debtToken;
    address internal aclAdmin;

    function setUp() public virtual override {
        super.setUp();
        aclAdmin = PROVIDER.getACLAdmin();
        IAclManager acl = IAclManager(PROVIDER.getACLManager());
        if (!acl.isPoolAdmin(aclAdmin)) {
            vm.prank(aclAdmin);
            acl.addPoolAdmin(aclAdmin);
        }
        aToken = AAVE.getReserveData(address(LST)).aTokenAddress;
        debtToken = AAVE.getReserveData(address(WETH)).variableDebtTokenAddress;
        // By name: a test that carries the bytecode of all of these takes ten times as long to compile.
        loop = AaveV3Loop(
            payable(vm.deployCode(
                    "AaveV3Loop.sol:AaveV3Loop", abi.encode(vault, AAVE, UNISWAP, WETH, CATEGORY, _limits())
                ))
        );
        _list(loop);
    }

    /* OPERATIONS */

    /// @dev What the vault does with idle LST, without a depositor.
    function _deploy(uint256 lst, bytes memory data) internal {
        deal(address(LST), address(loop), LST.balanceOf(address(loop)) + lst);
        vm.prank(address(vault));
        loop.deploy(lst, data);
    }

    function _supply(uint256 lst) internal {
        _deploy(lst, "");
    }

    function _leverUp(uint256 eth) internal {
        vm.prank(address(vault));
        loop.manage(_up(eth, 0));
    }

    function _leverDown(uint256 eth) internal {
        vm.prank(address(vault));
        loop.manage(_down(eth, NO_BOUND));
    }

    function _free(uint256 lst) internal {
        vm.prank(address(vault));
        loop.free(lst, "");
    }

    function _up(uint256 eth, uint256 minLst) internal pure returns (bytes memory) {
        return abi.encodeCall(IAaveV3Loop.leverUp, (eth, minLst));
    }

    function _down(uint256 eth, uint256 maxLst) internal pure returns (bytes memory) {
        return abi.encodeCall(IAaveV3Loop.leverDown, (eth, maxLst));
    }

    /// @dev The whole way: a depositor enters the vault, the keeper deploys.
    function _depositAndDeploy(uint256 lst, bytes memory data) internal {
        _enter(depositor, lst);
        _rebalance(IVaultTypes.ActionKind.Deploy, loop, lst, data);
    }

    /// @dev ETH debt of a loop of `equity` LST at `leverage` (in hundredths), at par.
    function _debtFor(uint256 equity, uint256 leverage) internal view returns (uint256) {
        return equity * (leverage - 100) / 100 * _par() / WAD;
    }

    /* READING */

    function _aaveHealth() internal view returns (uint256 health) {
        (,,,,, health) = AAVE.getUserAccountData(address(loop));
    }

    function _lastLeveredUp() internal returns (uint256 eth, uint256 fromPool, uint256 fromIssuer, uint256 health) {
        return abi.decode(_lastLog(IAaveV3Loop.LeveredUp.selector), (uint256, uint256, uint256, uint256));
    }

    function _lastLeveredDown() internal returns (uint256 eth, uint256 paid, uint256 health) {
        return abi.decode(_lastLog(IAaveV3Loop.LeveredDown.selector), (uint256, uint256, uint256));
    }

    function _lastLog(bytes32 topic) private returns (bytes memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = logs.length; i != 0; --i) {
            if (logs[i - 1].emitter == address(loop) && logs[i - 1].topics[0] == topic) return logs[i - 1].data;
        }
        revert("the loop logged no such event");
    }

    function _assertNothingLeft() internal view {
        assertEq(LST.balanceOf(address(loop)), 0, "LST left behind");
        assertEq(WETH.balanceOf(address(loop)), 0, "WETH left behind");
        assertEq(address(loop).balance, 0, "ether left behind");
        address[3] memory spenders = [address(AAVE), address(UNISWAP), Mainnet.STETH];
        for (uint256 i; i < spenders.length; ++i) {
            assertEq(LST.allowance(address(loop), spenders[i]), 0, "LST approval left behind");
            assertEq(WETH.allowance(address(loop), spenders[i]), 0, "WETH approval left behind");
        }
    }

    /* MOVING THE WORLD */

    modifier asAaveAdmin() {
        vm.startPrank(aclAdmin);
        _;
        vm.stopPrank();
    }

    function _freeze(address asset, bool frozen) internal asAaveAdmin {
        AAVE_ADMIN.setReserveFreeze(asset, frozen);
    }

    function _pause(address asset, bool paused) internal asAaveAdmin {
        AAVE_ADMIN.setReservePause(asset, paused);
    }

    function _setSupplyCap(address asset, uint256 tokens) internal asAaveAdmin {
        AAVE_ADMIN.setSupplyCap(asset, tokens);
    }

    function _setBorrowCap(address asset, uint256 tokens) internal asAaveAdmin {
        AAVE_ADMIN.setBorrowCap(asset, tokens);
    }

    function _setLtvZero(address asset, bool zero) internal asAaveAdmin {
        AAVE_ADMIN.setAssetLtvzeroInEMode(asset, CATEGORY, zero);
    }

    function _setCollateralInEMode(address asset, bool allowed) internal asAaveAdmin {
        AAVE_ADMIN.setAssetCollateralInEMode(asset, CATEGORY, allowed);
    }

    function _setBorrowableInEMode(address asset, bool allowed) internal asAaveAdmin {
        AAVE_ADMIN.setAssetBorrowableInEMode(asset, CATEGORY, allowed);
    }

    /// @dev Borrows WETH against new wstETH until `left` wei are left to borrow.
    function _drainWeth(uint256 left) internal {
        uint256 amount = AAVE.getVirtualUnderlyingBalance(address(WETH)) - left;
        uint256 collateral = amount * 2 * WAD / _par();
        _setSupplyCap(address(LST), 0);
        _setBorrowCap(address(WETH), 0);
        address whale = makeAddr("whale");
        deal(address(LST), whale, collateral);
        vm.startPrank(whale);
        LST.approve(address(AAVE), collateral);
        AAVE.supply(address(LST), collateral, whale, 0);
        AAVE.setUserEMode(CATEGORY);
        IAaveTestPool(address(AAVE)).borrow(address(WETH), amount, 2, 0, whale);
        vm.stopPrank();
    }

    /// @dev Borrows LST against new WETH until `left` wei are left.
    function _drainLst(uint256 left) internal {
        uint256 amount = AAVE.getVirtualUnderlyingBalance(address(LST)) - left;
        uint256 collateral = amount * 2 * _par() / WAD;
        _setBorrowableInEMode(address(LST), true);
        _setBorrowCap(address(LST), 0);
        _setSupplyCap(address(WETH), 0);
        address whale = makeAddr("whale");
        vm.deal(whale, collateral);
        vm.startPrank(whale);
        WETH.deposit{value: collateral}();
        WETH.approve(address(AAVE), collateral);
        AAVE.supply(address(WETH), collateral, whale, 0);
        AAVE.setUserEMode(CATEGORY);
        IAaveTestPool(address(AAVE)).borrow(address(LST), amount, 2, 0, whale);
        vm.stopPrank();
    }

    /// @dev The lender's oracle reports `token` at `bps` of its price.
    function _setLenderPrice(address token, uint256 bps) internal {
        address lenderOracle = PROVIDER.getPriceOracle();
        bytes memory call = abi.encodeWithSignature("getAssetPrice(address)", token);
        (, bytes memory answer) = lenderOracle.staticcall(call);
        vm.mockCall(lenderOracle, call, abi.encode(abi.decode(answer, (uint256)) * bps / BPS));
    }

    /* SETTING UP */

    function _limits() internal pure returns (IAaveV3Loop.Limits memory) {
        return IAaveV3Loop.Limits({oracleErrorBps: 285, depegBps: 100, debtGrowthBps: 50, maxSlippageBps: 30});
    }
}
