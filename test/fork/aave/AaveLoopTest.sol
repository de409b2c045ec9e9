// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {LstOracle} from "contracts/oracle/LstOracle.sol";
import {Vm} from "forge-std/Vm.sol";
import {AaveV3Loop} from "strategies/aave/AaveV3Loop.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {IAaveTestPool, IAclManager, IAddressesProvider, IPoolConfigurator} from "test/fork/aave/AaveAdmin.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";
import {ReplicaTest} from "test/support/Replica.sol";

/// @notice The loop with the real vault and oracle on Aave, Uniswap and Lido, and the levers that move those.
abstract contract AaveLoopTest is ReplicaTest {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;
    uint8 internal constant CATEGORY = 1;
    uint256 internal constant NO_BOUND = type(uint256).max;
    bytes32 private constant STAKE_LIMIT_SLOT = keccak256("lido.Lido.stakeLimit");

    IERC20 internal constant LST = IERC20(Mainnet.WSTETH);
    IWETH9 internal constant WETH = IWETH9(Mainnet.WETH);
    IStEth internal constant STETH = IStEth(Mainnet.STETH);
    IAavePool internal constant AAVE = IAavePool(Mainnet.AAVE_POOL);
    IUniswapV3Pool internal constant UNISWAP = IUniswapV3Pool(Mainnet.WSTETH_WETH_POOL);
    IPoolConfigurator internal constant AAVE_ADMIN = IPoolConfigurator(Mainnet.AAVE_CONFIGURATOR);
    IAddressesProvider internal constant PROVIDER = IAddressesProvider(Mainnet.AAVE_PROVIDER);

    IVaultUnderTest internal vault;
    LstOracle internal oracle;
    AaveV3Loop internal loop;
    address internal aToken;
    address internal debtToken;
    address internal aclAdmin;
    address internal depositor = makeAddr("depositor");
    address internal keeper = makeAddr("keeper");
    address internal stranger = makeAddr("stranger");

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
        oracle = _newOracle();
        vault = _newVault();
        // By name: a test that carries the bytecode of all of these takes ten times as long to compile.
        loop = AaveV3Loop(
            payable(vm.deployCode(
                    "AaveV3Loop.sol:AaveV3Loop", abi.encode(vault, AAVE, UNISWAP, WETH, CATEGORY, _limits())
                ))
        );
        vault.addStrategy(address(loop), type(uint128).max);
        bytes32[] memory ids = loop.riskIds();
        for (uint256 i; i < ids.length; ++i) {
            vault.raiseRiskCap(ids[i], type(uint128).max, 10_000);
        }
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
        deal(address(LST), depositor, lst);
        vm.startPrank(depositor);
        LST.approve(address(vault), lst);
        vault.deposit(lst, depositor);
        vm.stopPrank();
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Deploy, address(loop), lst, data);
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    /// @dev ETH debt of a loop of `equity` LST at `leverage` (in hundredths), at par.
    function _debtFor(uint256 equity, uint256 leverage) internal view returns (uint256) {
        return equity * (leverage - 100) / 100 * _par() / WAD;
    }

    /* READING */

    function _par() internal view returns (uint256 parWad) {
        (parWad,,) = oracle.rates();
    }

    function _spotWad() internal view returns (uint256) {
        (uint160 sqrtPriceX96,,,,,,) = UNISWAP.slot0();
        return uint256(sqrtPriceX96) * sqrtPriceX96 / (1 << 96) * WAD / (1 << 96);
    }

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

    function _assertWithinBps(uint256 actual, uint256 expected, uint256 bps, string memory what) internal pure {
        assertApproxEqRel(actual, expected, bps * WAD / BPS, what);
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

    /// @dev Trades the pool to a price of `bps` of par (10,000 is par), whatever it takes.
    function _tradePoolTo(uint256 bps) internal {
        (uint160 current,,,,,,) = UNISWAP.slot0();
        uint160 target = LstMarketMath.sqrtPriceAt(_par() * bps / BPS, 0);
        UNISWAP.swap(address(this), target < current, type(int128).max, target, "");
    }

    function uniswapV3SwapCallback(int256 amount0, int256 amount1, bytes calldata) external {
        if (amount0 > 0) {
            deal(address(LST), address(this), uint256(amount0));
            LST.transfer(address(UNISWAP), uint256(amount0));
        } else {
            vm.deal(address(this), uint256(amount1));
            WETH.deposit{value: uint256(amount1)}();
            WETH.transfer(address(UNISWAP), uint256(amount1));
        }
    }

    /// @dev Word of stETH: 32 bits block of the last change (0: paused), 96 limit then, 32 blocks to fill, 96 maximum.
    function _setStakeLimit(uint256 eth, bool paused) internal {
        uint256 word = uint256(vm.load(Mainnet.STETH, STAKE_LIMIT_SLOT));
        uint256 lastBlock = paused ? 0 : block.number;
        word = (word >> 128 << 128) | (eth << 32) | lastBlock;
        vm.store(Mainnet.STETH, STAKE_LIMIT_SLOT, bytes32(word));
    }

    /// @dev Our own oracle says so; what its sources would have to do for it is the oracle's tests' concern.
    function _setRates(uint256 parWad, uint256 marketWad, bool fresh) internal {
        vm.mockCall(address(oracle), abi.encodeCall(ILstOracle.rates, ()), abi.encode(parWad, marketWad, fresh));
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

    function _newOracle() private returns (LstOracle) {
        address par = vm.deployCode("WstEthParSource.sol:WstEthParSource", abi.encode(LST));
        address[] memory sources = new address[](2);
        sources[0] = vm.deployCode(
            "ChainlinkRateSource.sol:ChainlinkRateSource", abi.encode(Mainnet.STETH_ETH_FEED, 25 hours, par)
        );
        sources[1] = vm.deployCode(
            "UniswapTwapRateSource.sol:UniswapTwapRateSource", abi.encode(UNISWAP, LST, WETH, 30 minutes, 0)
        );
        LstOracle.Config memory config = LstOracle.Config({
            minQuoteBps: 8_000,
            maxQuoteBps: 10_500,
            toleranceBps: 10,
            fallbackDiscountBps: 500,
            minParWad: 1e18,
            maxParWad: 2e18
        });
        return LstOracle(vm.deployCode("LstOracle.sol:LstOracle", abi.encode(par, sources, config)));
    }

    function _newVault() private returns (IVaultUnderTest) {
        AccessManager manager =
            AccessManager(vm.deployCode("AccessManager.sol:AccessManager", abi.encode(address(this))));
        address governance = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        address operations = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(governance));
        address implementation = vm.deployCode("LstVault.sol:LstVault", abi.encode(operations));
        address seeder = makeAddr("seeder");
        address proxy = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        deal(address(LST), seeder, 1e15);
        vm.prank(seeder);
        LST.approve(proxy, 1e15);
        IVaultTypes.InitParams memory params = IVaultTypes.InitParams({
            asset: address(LST),
            name: "Ballast wstETH",
            symbol: "bwstETH",
            authority: address(manager),
            oracle: address(oracle),
            maxGainRateWad: 0.5e18,
            maxStaleness: 1 hours,
            maxKeeperSilence: 1 days,
            riskUp: IVaultTypes.LossBudgetTerms(100, 1 days),
            riskDown: IVaultTypes.LossBudgetTerms(500, 1 days),
            fees: IVaultTypes.FeeTerms(address(0), 0, 0),
            seedFrom: seeder,
            seedAssets: 1e15
        });
        bytes memory init = abi.encodeCall(IVaultUnderTest.initialize, (params));
        IVaultUnderTest made = IVaultUnderTest(address(new ERC1967Proxy(implementation, init)));
        assertEq(address(made), proxy);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IVaultOperations.rebalance.selector;
        manager.setTargetFunctionRole(proxy, selectors, Roles.KEEPER);
        manager.grantRole(Roles.KEEPER, keeper, 0);
        return made;
    }
}
